using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Log drivers and their options (LogConfiguration, ECS API reference).</summary>
internal static class LogRules
{
    private const string Code = "settings.logs";

    private static readonly string[] OnFargate = [LogSettings.AwsLogs, "awsfirelens", "splunk", LogSettings.None];
    private static readonly string[] OnEc2 = [.. OnFargate, "fluentd", "gelf", "journald", "json-file", "syslog"];

    private static readonly Dictionary<string, string> OwnWords = new(StringComparer.Ordinal)
    {
        ["awslogs-group"] = "group",
        ["awslogs-region"] = "region",
        ["awslogs-stream-prefix"] = "streamPrefix",
        ["awslogs-create-group"] = "createGroup",
        ["mode"] = "mode",
        ["max-buffer-size"] = "maxBufferSize",
    };

    public static void Check(BindingContext context, ProblemList problems)
    {
        foreach (var (_, container, path) in ContainerPaths.Of(context))
        {
            // A sidecar that says nothing of its own has the main container's logs, and their problems are told there.
            if (container.Logs is not null && context.LogsOf(container) is { } logs)
                Check(context, logs, path + ".logs", problems);
        }
    }

    private static void Check(BindingContext context, LogSettings logs, string path, ProblemList problems)
    {
        var drivers = context.MayRunOnFargate ? OnFargate : OnEc2;
        var driver = logs.Driver ?? LogSettings.AwsLogs;
        problems.AddWhen(
            !drivers.Contains(driver), path + ".driver", Code,
            $"'{driver}' is not a log driver{(context.MayRunOnFargate ? " of Fargate" : "")}; use one of: {string.Join(", ", drivers)}");
        if (!LogDocument.IsAwsLogs(logs))
            return;

        problems.AddWhen(logs.Group is null, path + ".group", Code, "is missing; name the CloudWatch log group, such as /slipway/dev");
        problems.AddWhen(
            logs.Group is { } group && (group.Length > 512 || group.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '/' or '#'))),
            path + ".group", Code, $"'{logs.Group}' is not a log group's name; use up to 512 letters, digits, '.', '-', '_', '/' and '#'");
        problems.AddWhen(
            logs.StreamPrefix?.AsSpan().ContainsAny(':', '*') == true, path + ".streamPrefix", Code, "must not have ':' or '*' in it");
        problems.AddWhen(
            logs.MaxBufferMiB is not null && logs.Mode != LogMode.NonBlocking, path + ".maxBufferSize", Code,
            "means something in non-blocking mode only; remove it, or say 'mode: non-blocking'");
        foreach (var option in logs.Options?.Keys ?? [])
        {
            if (OwnWords.TryGetValue(option, out var word))
                problems.Add(SettingsPath.Member(path + ".options", option), Code, $"is written as '{word}' of the logs");
        }
    }
}
