using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What is refused in a log configuration.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html</remarks>
internal static partial class LogRules
{
    private static readonly string[] RequiredOptions = ["awslogs-group", "awslogs-region"];

    private static readonly string[] AwslogsOptions =
    [
        "awslogs-create-group", "awslogs-region", "awslogs-group", "awslogs-stream-prefix", "awslogs-datetime-format", "awslogs-multiline-pattern",
        "awslogs-format", "mode", "max-buffer-size", "tag",
    ];

    /// <summary>Checks one container's log configuration.</summary>
    public static void Check(JsonObject container)
    {
        if (container.Structure("logConfiguration") is not { } configuration)
        {
            return;
        }

        DefinitionRules.OneOf(
            configuration, "logDriver", "json-file", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "awsfirelens");
        if (configuration.Text("logDriver") is not "awslogs")
        {
            return;
        }

        var options = configuration.Structure("options") ?? [];
        if (RequiredOptions.Where(option => string.IsNullOrEmpty(options.Text(option))).ToList() is { Count: > 0 } missing)
        {
            throw EcsErrors.Client($"Log driver awslogs requires options: {string.Join(", ", missing)}"); // observed
        }

        if (options.Select(option => option.Key).Where(key => !AwslogsOptions.Contains(key, StringComparer.Ordinal)).ToList() is { Count: > 0 } unknown)
        {
            throw EcsErrors.Client($"Log driver awslogs disallows options: {string.Join(", ", unknown)}"); // observed
        }

        DefinitionRules.OneOf(options, "mode", "blocking", "non-blocking");
        if (options.Text("max-buffer-size") is { } size && (!BufferSize().IsMatch(size) || options.Text("mode") is "blocking"))
        {
            throw EcsErrors.Client($"Log driver awslogs: max-buffer-size must be a size such as 25m, in mode non-blocking: '{size}'."); // assumed: the words
        }
    }

    [GeneratedRegex("^[0-9]+[bkmgBKMG]?$")]
    private static partial Regex BufferSize();
}
