using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What RunTask refuses.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html</remarks>
internal static partial class RunTaskRules
{
    private const int MaxCount = 10;

    /// <summary>Checks what needs no other resource.</summary>
    public static void CheckRequest(JsonObject request)
    {
        if (request.Integer("count") is < 1 or > MaxCount)
        {
            throw EcsErrors.InvalidParameter($"count must be between 1 and {MaxCount}."); // documented: 1 to 10; assumed: the words
        }

        if (request.Text("startedBy") is { } startedBy && !StartedBy().IsMatch(startedBy))
        {
            throw EcsErrors.InvalidParameter("startedBy: up to 128 letters, numbers, hyphens, forward slashes and underscores are allowed."); // assumed: the words
        }

        if (request.Text("clientToken") is { } token && !ClientToken().IsMatch(token))
        {
            throw EcsErrors.InvalidParameter("clientToken: up to 64 ASCII characters in the range of 33-126 are allowed."); // assumed: the words
        }

        if (request.Text("group") is { Length: > 255 } || request.Text("referenceId") is { Length: > 1024 })
        {
            throw EcsErrors.InvalidParameter("group has at most 255 characters, referenceId at most 1024."); // assumed: the words
        }

        if (request.Text("propagateTags") is { } propagate and not ("TASK_DEFINITION" or "NONE"))
        {
            throw EcsErrors.InvalidParameter($"propagateTags should be one of [TASK_DEFINITION,NONE] for RunTask: '{propagate}' is not."); // documented: SERVICE is an error
        }

        if (request.Text("launchType") is not (null or "EC2" or "FARGATE" or "EXTERNAL" or "MANAGED_INSTANCES"))
        {
            throw EcsErrors.InvalidParameter("launch type should be one of [EC2,FARGATE,EXTERNAL,MANAGED_INSTANCES]"); // observed
        }

        if (request.Text("launchType") is not null && request.Structures("capacityProviderStrategy").Any())
        {
            // observed
            throw EcsErrors.InvalidParameter("Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        }

        if (request.Structure("overrides") is { } overrides)
        {
            var text = overrides.ToJsonString(CompactJson);
            if (text.Length > 8192)
            {
                throw EcsErrors.InvalidParameter("Container Overrides length must be at most 8192"); // observed
            }
        }
    }

    /// <summary>Checks that the revision may be launched. documented: an INACTIVE one for up to 10 minutes.</summary>
    public static void CheckStatus(StoredDefinition definition, DateTimeOffset now, TimeSpan inactiveGrace)
    {
        var launchable = definition.Status is DefinitionStatus.Active
            || (definition.Status is DefinitionStatus.Inactive && now - definition.DeregisteredAt < inactiveGrace);
        if (!launchable)
        {
            throw EcsErrors.Client("TaskDefinition is inactive"); // observed
        }
    }

    // documented: the limit counts the JSON with its formatting characters.
    private static JsonSerializerOptions CompactJson { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("^[A-Za-z0-9/_-]{0,128}$")]
    private static partial Regex StartedBy();

    [GeneratedRegex("^[\x21-\x7e]{0,64}$")]
    private static partial Regex ClientToken();
}
