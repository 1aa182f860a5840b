using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Metadata;

/// <summary>
/// The task metadata endpoint, version 4: <c>$ECS_CONTAINER_METADATA_URI_V4</c>, and <c>/task</c>, <c>/stats</c>, <c>/task/stats</c> below it. Not signed, as on
/// AWS: it answers on loopback, to a local Host, and only under an address that cannot be guessed.
/// </summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html</remarks>
/// <param name="ids">The ids of containers.</param>
/// <param name="tasks">The ECS tasks.</param>
/// <param name="definition">The body of the task definition with an ARN; null when it is gone.</param>
/// <param name="usage">What a container of an ECS task uses; null when unknown.</param>
internal sealed class MetadataEndpoint(
    MetadataIds ids, Func<string, EcsTask?> tasks, Func<string, JsonObject?> definition, Func<string, string, ContainerUsage?> usage)
{
    /// <summary>What its paths begin with.</summary>
    public const string Prefix = "/v4";

    /// <summary>Whether a request is for it.</summary>
    public static bool Owns(HttpRequest request) => request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal);

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var (status, body) = HttpMethods.IsGet(context.Request.Method)
            ? Answer(context.Request.Path.Value!)
            : (StatusCodes.Status405MethodNotAllowed, JsonValue.Create("only GET is answered"));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body?.ToJsonString() ?? "null", context.RequestAborted);
    }

    /// <summary>The answer to a path.</summary>
    public (int Status, JsonNode? Body) Answer(string path)
    {
        var parts = path[(Prefix.Length + 1)..].Split('/', 2);
        if (tasks(MetadataIds.TaskOf(parts[0])) is not { } task
            || task.Containers.FirstOrDefault(container => ids.Is(parts[0], task.Id, container.Name)) is not { } own)
        {
            return (StatusCodes.Status404NotFound, JsonValue.Create("V4 container metadata handler: unable to get container ID from request"));
        }

        var answers = new MetadataAnswers(task, definition(task.TaskDefinitionArn) ?? []);
        return parts.ElementAtOrDefault(1)?.TrimEnd('/') switch
        {
            null or "" => (StatusCodes.Status200OK, answers.Container(own)),
            "task" => (StatusCodes.Status200OK, answers.Task()),
            "stats" => (StatusCodes.Status200OK, answers.Stats(own, usage(task.Id, own.Name))),
            "task/stats" => (StatusCodes.Status200OK, answers.TaskStats(container => usage(task.Id, container.Name))),
            _ => (StatusCodes.Status404NotFound, JsonValue.Create("404 page not found")),
        };
    }
}
