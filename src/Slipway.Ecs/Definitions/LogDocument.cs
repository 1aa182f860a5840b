using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions;

/// <summary>Makes a container's <c>logConfiguration</c>.</summary>
internal static class LogDocument
{
    // What ECS uses in non-blocking mode when nothing is said; written out, so that saying it changes nothing.
    private const int DefaultBufferMiB = 10;

    public static JsonObject? Build(LogSettings? logs, BindingContext context)
    {
        if (logs is null || logs.Driver == LogSettings.None)
            return null;

        var options = new JsonObject();
        if (IsAwsLogs(logs))
        {
            var destination = Destination(logs, context);
            options["awslogs-group"] = destination.Group;
            options["awslogs-region"] = destination.Region;
            options["awslogs-stream-prefix"] = destination.StreamPrefix;
            options["mode"] = logs.Mode == LogMode.NonBlocking ? "non-blocking" : "blocking";
            if (logs.Mode == LogMode.NonBlocking)
                options["max-buffer-size"] = $"{logs.MaxBufferMiB ?? DefaultBufferMiB}m";
            if (logs.CreateGroup == true)
                options["awslogs-create-group"] = "true";
        }

        foreach (var (name, value) in logs.Options ?? new Dictionary<string, string>())
            options[name] = value;

        var document = new JsonObject { ["logDriver"] = logs.Driver ?? LogSettings.AwsLogs };
        if (options.Count > 0)
            document["options"] = options;
        if (ContainerDocument.Secrets(logs.SecretOptions, context) is { } secrets)
            document["secretOptions"] = secrets;
        return document;
    }

    public static bool IsAwsLogs(LogSettings logs) => (logs.Driver ?? LogSettings.AwsLogs) == LogSettings.AwsLogs;

    public static LogDestination Destination(LogSettings logs, BindingContext context) =>
        new(logs.Group!, logs.StreamPrefix ?? context.Family, logs.Region ?? context.Environment.Region);
}
