using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.LocalEcs.Admin;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Events;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Quotas;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Simulation;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.Sts;
using Slipway.LocalEcs.Tagging;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs;

/// <summary>
/// Amazon ECS on loopback: validates like AWS, keeps real revisions, and really runs ECS tasks. Answers the AWS CLI and SDKs that sign with
/// <see cref="AccessKeyId"/> and <see cref="SecretAccessKey"/>, and nobody else.
/// </summary>
/// <remarks>It says nothing about IAM, networks, secret stores or timing.</remarks>
public sealed class LocalEcsServer : IAsyncDisposable
{
    private const int MaxRequestBytes = 1024 * 1024;

    private readonly WebApplication _web;
    private readonly TaskEngine _engine;
    private readonly TaskBook _book;
    private readonly StateDatabase _database;
    private readonly FaultInjector _faults;
    private readonly CallCounts _counts;

    private LocalEcsServer(
        WebApplication web, TaskEngine engine, TaskBook book, StateDatabase database, FaultInjector faults, CallCounts counts, string accessKeyId, string secretAccessKey, string region)
    {
        _web = web;
        _engine = engine;
        _book = book;
        _database = database;
        _faults = faults;
        _counts = counts;
        AccessKeyId = accessKeyId;
        SecretAccessKey = secretAccessKey;
        Region = region;
        Endpoint = Address(web);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:port</c>. What <c>AWS_ENDPOINT_URL</c> is set to.</summary>
    public Uri Endpoint { get; }

    /// <summary>The access key that requests must be signed with.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The region in ARNs.</summary>
    public string Region { get; }

    /// <summary>What runs the containers: <c>podman</c>, <c>docker</c>, <c>process</c> or <c>simulated</c>.</summary>
    public string RuntimeName => _engine.Runtime.Name;

    /// <summary>The ECS tasks, for tests that wait on a signal.</summary>
    internal TaskBook Tasks => _book;

    /// <summary>The faults to inject; setting them starts their counts and draws anew.</summary>
    public FaultPlan Faults
    {
        get => _faults.Plan;
        set => _faults.Plan = value;
    }

    /// <summary>How often each operation was called since the start, by service and operation, as <c>ecs:RunTask</c>.</summary>
    public IReadOnlyDictionary<string, CallCount> Calls => _counts.Snapshot();

    /// <summary>Starts LocalEcs: opens the state, finds the containers of an earlier process again, and listens.</summary>
    /// <exception cref="LocalEcsException">A setting is wrong, the state directory is in use, or the port is taken.</exception>
    public static async Task<LocalEcsServer> StartAsync(LocalEcsOptions options, CancellationToken cancellationToken = default)
    {
        OptionRules.Check(options);
        var accessKeyId = options.AccessKeyId ?? "LOCALECS" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12);
        var secretAccessKey = options.SecretAccessKey ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        var time = options.TimeProvider;
        var database = StateDatabase.Open(
            options.StateDirectory, ClusterStore.Schema, DefinitionStore.Schema, TaskBook.Schema, SimulatedRuntime.Schema);
        var arns = new Arns(options.Region, options.AccountId);
        var faults = new FaultInjector(options.Faults);
        var counts = new CallCounts();

        var clusters = new ClusterStore(database, arns, options.Clusters);
        var definitions = new DefinitionStore(database);
        var book = new TaskBook(database, time, options.VisibilityLag, options.StoppedTaskRetention);
        var planner = new ContainerPlanner(new SecretValues(options.SecretsFile), environment: null, arns, database.Directory);
        IContainerRuntime runtime = options.Runtime is LocalRuntime.Simulated
            ? new SimulatedRuntime(database, time)
            : throw new LocalEcsException("LOCALECS_RUNTIME_MISSING", $"LocalEcs has no runtime {options.Runtime}; it has Simulated.");
        var engine = new TaskEngine(book, definitions, runtime, new DiscardedLogs(), planner, faults, options.StatusDelays, time, arns);
        var definitionOperations = new DefinitionOperations(definitions, arns, time, options.RegistrationLatency, book.Uses);
        book.SubscribeUnused(arn => definitionOperations.FinishDeletion(DefinitionId.Parse(arn, arns)!.Value));
        foreach (var id in definitions.BeingDeleted())
        {
            definitionOperations.FinishDeletion(id);
        }

        var tokens = new ClientTokens(database, book, time);
        var ecs = new EcsService(
            new ClusterOperations(clusters, book, arns),
            definitionOperations,
            new RunTaskOperation(clusters, definitions, book, engine, tokens, faults, database, arns, time, options.InactiveGrace),
            new TaskOperations(clusters, book, engine, arns),
            new TagOperations(clusters, definitions, book, arns));

        var services = new List<IAwsService> { ecs };
        WebApplication? web = null;
        if (options.TaskEvents)
        {
            var queue = new MessageQueue(time);
            book.Subscribe(new TaskEvents(queue, faults, arns, time).Send);
            services.Add(new SqsService(queue, arns, () => Address(web!)));
        }

        // Signatures carry the time of the caller's machine, which is this machine: LocalEcs' own clock may run elsewhere.
        var verifier = new SigV4Verifier(accessKeyId, secretAccessKey, TimeProvider.System);
        var endpoint = new AwsEndpoint(
            services, verifier, new CallerIdentity(options.AccountId, accessKeyId, counts), options.Quotas ? new QuotaBuckets(time) : null, faults, counts);
        web = Web(options.Port, endpoint, new AdminEndpoint(verifier, faults, counts));
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            book.Dispose();
            database.Dispose();
            await web.DisposeAsync();
            throw new LocalEcsException("LOCALECS_PORT_IN_USE", $"LocalEcs cannot listen on 127.0.0.1:{options.Port}: {exception.Message} Choose another port, or 0 for a free one.", exception);
        }

        engine.Resume();
        return new LocalEcsServer(web, engine, book, database, faults, counts, accessKeyId, secretAccessKey, options.Region);
    }

    /// <summary>Stops listening and ends. Containers keep running; the next start with the same state directory finds them again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
        await _engine.DisposeAsync();
        _book.Dispose();
        _database.Dispose();
    }

    private static Uri Address(WebApplication web) =>
        new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static WebApplication Web(int port, AwsEndpoint endpoint, AdminEndpoint admin)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        var web = builder.Build();
        web.Run(async context =>
        {
            if (!HostRules.IsLocal(context.Request.Host))
            {
                // A page in a browser can make the browser call loopback under its own name; it cannot make it send another Host.
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                await context.Response.WriteAsync("LocalEcs answers to 127.0.0.1 and localhost only.\n", context.RequestAborted);
                return;
            }

            if (await ReadAsync(context) is { } body)
            {
                await (context.Request.Path.StartsWithSegments(AdminEndpoint.Prefix, StringComparison.Ordinal)
                    ? admin.HandleAsync(context, body)
                    : endpoint.HandleAsync(context, body));
            }
        });
        return web;
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
