using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Admin;

/// <summary>What tests and benches ask LocalEcs itself, signed like everything else: faults to inject, and calls counted on this side.</summary>
internal sealed class AdminEndpoint(SigV4Verifier verifier, FaultInjector faults, CallCounts counts)
{
    /// <summary>Where it lives.</summary>
    public const string Prefix = "/_slipway";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, byte[] body)
    {
        try
        {
            verifier.Verify(context.Request, body);
            switch (context.Request.Method, context.Request.Path.Value)
            {
                case ("GET", Prefix + "/calls"):
                    await WriteAsync(context, JsonSerializer.SerializeToNode(counts.Snapshot(), AdminJson.Options)!);
                    return;
                case ("DELETE", Prefix + "/calls"):
                    counts.Clear();
                    await WriteAsync(context, new JsonObject());
                    return;
                case ("GET", Prefix + "/faults"):
                    await WriteAsync(context, JsonSerializer.SerializeToNode(faults.Plan, AdminJson.Options)!);
                    return;
                case ("PUT", Prefix + "/faults"):
                    faults.Plan = JsonSerializer.Deserialize<FaultPlan>(body, AdminJson.Options) ?? FaultPlan.None;
                    await WriteAsync(context, JsonSerializer.SerializeToNode(faults.Plan, AdminJson.Options)!);
                    return;
                default:
                    throw new AwsServiceException("UnknownOperationException", $"There are GET and DELETE {Prefix}/calls, GET and PUT {Prefix}/faults.", StatusCodes.Status404NotFound);
            }
        }
        catch (AwsServiceException exception)
        {
            await AwsEndpoint.RefuseAsync(context, exception);
        }
        catch (Exception exception) when (exception is JsonException or LocalEcsException)
        {
            await AwsEndpoint.RefuseAsync(context, new AwsServiceException("SerializationException", exception.Message));
        }
    }

    private static Task WriteAsync(HttpContext context, JsonNode document) => AwsEndpoint.WriteAsync(context, StatusCodes.Status200OK, document);
}
