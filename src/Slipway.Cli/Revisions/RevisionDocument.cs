using System.Text.Json.Nodes;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Cli.Environments;
using Slipway.Core.Errors;

namespace Slipway.Cli.Revisions;

/// <summary>A revision's definition as ECS holds it.</summary>
internal sealed record RevisionDocument
{
    private const string Hidden = "(not shown)";

    // What ECS says about a revision, rather than what somebody registered.
    private static readonly string[] Said =
        ["taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy", "deregisteredAt", "deleteRequestedAt"];

    /// <summary>ECS's status of the revision.</summary>
    public required string Status { get; init; }

    /// <summary>The definition, with all values.</summary>
    public required JsonObject Definition { get; init; }

    /// <summary>The definition, with the values of environment variables hidden.</summary>
    public JsonObject Masked
    {
        get
        {
            var copy = Definition.DeepClone().AsObject();
            foreach (var container in copy["containerDefinitions"] as JsonArray ?? [])
            {
                foreach (var variable in container?["environment"] as JsonArray ?? [])
                    variable!["value"] = Hidden;
                foreach (var option in (container?["logConfiguration"]?["options"] as JsonObject ?? []).Select(option => option.Key).Where(name => !IsShown(name)).ToList())
                    container!["logConfiguration"]!["options"]![option] = Hidden;
            }

            return copy;
        }
    }

    /// <summary>Reads a revision.</summary>
    public static async Task<RevisionDocument> ReadAsync(EcsEnvironment environment, string family, int number, CancellationToken cancellationToken)
    {
        return Of(await DescribeAsync(environment.EcsClient, environment.Access.Region, family, number, cancellationToken));
    }

    /// <summary>Asks ECS for a revision.</summary>
    /// <exception cref="SlipwayException"><c>revision.not-found</c>.</exception>
    public static async Task<TaskDefinition> DescribeAsync(EcsClient ecs, string region, string family, int number, CancellationToken cancellationToken)
    {
        try
        {
            return (await ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = $"{family}:{number}" }, cancellationToken)).TaskDefinition;
        }
        catch (AwsException exception) when (exception.Code == "ClientException" && exception.Message.Contains("Unable to describe task definition", StringComparison.OrdinalIgnoreCase))
        {
            // ECS's words for "there is none".
            throw new SlipwayException(
                "revision.not-found",
                $"ECS has no revision {family}:{number} in {region}: it never existed, or was deleted. 'slipway revisions list {family}' shows those that the ledger knows, "
                + $"'aws ecs list-task-definitions --family-prefix {family}' all active ones.",
                exception);
        }
    }

    /// <summary>Takes out what ECS says about the revision.</summary>
    public static RevisionDocument Of(TaskDefinition answer)
    {
        var definition = answer.Raw.DeepClone().AsObject();
        foreach (var member in Said)
            definition.Remove(member);
        return new RevisionDocument { Status = answer.Status ?? "?", Definition = definition };
    }

    /// <summary>Every value by its path; named entries of lists by their name, so that order does not matter where it means nothing.</summary>
    public SortedDictionary<string, string> Flat()
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Flatten(values, "", Definition);
        return values;
    }

    private static void Flatten(SortedDictionary<string, string> values, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                    Flatten(values, path.Length == 0 ? name : $"{path}.{name}", value);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    Flatten(values, $"{path}[{NameOf(list[i]) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", list[i]);
                break;
            default:
                values[path] = node?.ToJsonString(Readable) ?? "null";
                break;
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Other log drivers take tokens and passwords as options.
    private static bool IsShown(string logOption) => logOption.StartsWith("awslogs-", StringComparison.Ordinal) || logOption is "mode" or "max-buffer-size";

    private static string? NameOf(JsonNode? item) => (item as JsonObject)?["name"]?.GetValue<string>();
}
