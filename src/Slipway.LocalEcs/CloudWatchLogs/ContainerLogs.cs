using System.Text.Json.Nodes;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>Opens the logs of containers: the awslogs driver writes to this machine's CloudWatch Logs.</summary>
internal sealed class ContainerLogs(LogStore store) : IContainerLogs
{
    // documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
    private static readonly string[] Options =
        ["awslogs-group", "awslogs-region", "awslogs-stream-prefix", "awslogs-create-group", "mode", "max-buffer-size"];

    private static readonly string[] LinesTogether = ["awslogs-datetime-format", "awslogs-multiline-pattern"];

    /// <inheritdoc/>
    public IContainerLog Open(string taskId, string container, JsonObject? logConfiguration)
    {
        if (logConfiguration is null)
        {
            return new UnshippedLog();
        }

        var driver = logConfiguration["logDriver"]?.GetValue<string>();
        if (driver is not "awslogs")
        {
            throw new ResourceInitializationException($"failed to validate logger args: LocalEcs has the log driver awslogs only, not {driver}");
        }

        var options = logConfiguration["options"]?.AsObject() ?? [];
        Check(options);
        var group = GroupOf(options);
        var prefix = options["awslogs-stream-prefix"]?.GetValue<string>();
        // documented: prefix/container/task-id. assumed: the same without the prefix, which Fargate does not allow to be absent.
        var name = prefix is null ? $"{container}/{taskId}" : $"{prefix}/{container}/{taskId}";
        store.CreateStream(group, name);
        var stream = store.FindStream(group, name) ?? throw Missing("stream", "The specified log group does not exist.");
        return new ShippedLog(store, stream, taskId, container);
    }

    private static void Check(JsonObject options)
    {
        foreach (var (name, _) in options)
        {
            if (LinesTogether.Contains(name))
            {
                throw new ResourceInitializationException($"failed to validate logger args: LocalEcs makes each line an event; it has no {name}");
            }

            if (!Options.Contains(name))
            {
                throw new ResourceInitializationException($"failed to validate logger args: unknown log opt '{name}' for awslogs log driver");
            }
        }
    }

    private LogGroup GroupOf(JsonObject options)
    {
        var name = options["awslogs-group"]?.GetValue<string>()
            ?? throw new ResourceInitializationException("failed to validate logger args: must specify a value for log opt 'awslogs-group'");
        if (store.FindGroup(name) is { } group)
        {
            return group;
        }

        if (options["awslogs-create-group"]?.GetValue<string>() is not "true")
        {
            throw Missing("stream", "The specified log group does not exist.");
        }

        store.CreateGroup(name);
        return store.FindGroup(name) ?? throw Missing("group", "The specified log group does not exist.");
    }

    // observed on Fargate platform version 1.4.
    private static ResourceInitializationException Missing(string what, string why) =>
        new($"failed to validate logger args: create {what} has been retried 1 times: failed to create Cloudwatch log {what}: ResourceNotFoundException: {why} : exit status 1");
}
