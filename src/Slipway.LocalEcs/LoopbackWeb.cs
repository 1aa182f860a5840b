using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.LocalEcs.Admin;
using Slipway.LocalEcs.Metadata;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs;

/// <summary>The web server: loopback only, called by a loopback name, with bodies of a limited size.</summary>
internal static class LoopbackWeb
{
    private const int MaxRequestBytes = 1024 * 1024;

    /// <summary>Where a started one listens: the address for everybody.</summary>
    public static Uri Address(WebApplication web) =>
        new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Makes the server.</summary>
    /// <param name="port">The port for everybody; 0 for a free one.</param>
    /// <param name="earlier">Ports that only containers of earlier starts know.</param>
    /// <param name="endpoint">Answers AWS requests.</param>
    /// <param name="admin">Answers LocalEcs's own requests.</param>
    /// <param name="metadata">Answers containers.</param>
    public static WebApplication Build(int port, IReadOnlyList<int> earlier, AwsEndpoint endpoint, AdminEndpoint admin, MetadataEndpoint metadata)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var one in earlier.Prepend(port))
            {
                kestrel.Listen(IPAddress.Loopback, one);
            }

            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        var web = builder.Build();
        var stopping = web.Lifetime.ApplicationStopping;
        web.Run(async context =>
        {
            // A long poll must not hold up the end of LocalEcs.
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.RequestAborted = ended.Token;
            await HandleAsync(context, endpoint, admin, metadata);
        });
        return web;
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="LocalEcsException">The port is taken.</exception>
    public static async Task StartAsync(WebApplication web, int port, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new LocalEcsException(
                "LOCALECS_PORT_IN_USE",
                string.Create(CultureInfo.InvariantCulture, $"LocalEcs cannot listen on 127.0.0.1:{port}: {exception.Message} Choose another port, or 0 for a free one."),
                exception);
        }
    }

    private static async Task HandleAsync(HttpContext context, AwsEndpoint endpoint, AdminEndpoint admin, MetadataEndpoint metadata)
    {
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            // A page in a browser can make the browser call loopback under its own name; it cannot make it send another Host.
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            await context.Response.WriteAsync("LocalEcs answers to 127.0.0.1 and localhost only.\n", context.RequestAborted);
            return;
        }

        try
        {
            if (MetadataEndpoint.Owns(context.Request))
            {
                await metadata.HandleAsync(context);
            }
            else if (await ReadAsync(context) is { } body)
            {
                await (context.Request.Path.StartsWithSegments(AdminEndpoint.Prefix, StringComparison.Ordinal)
                    ? admin.HandleAsync(context, body)
                    : endpoint.HandleAsync(context, body));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up, or LocalEcs ends: there is nobody to answer.
            context.Abort();
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            return buffer.ToArray();
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await AwsEndpoint.RefuseAsync(context, new AwsServiceException(
                "RequestEntityTooLargeException", string.Create(CultureInfo.InvariantCulture, $"A request has at most {MaxRequestBytes} bytes."), StatusCodes.Status413PayloadTooLarge));
            return null;
        }
    }
}
