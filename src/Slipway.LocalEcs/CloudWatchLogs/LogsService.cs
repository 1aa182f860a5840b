using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>CloudWatch Logs, as far as the logs of ECS tasks and their readers need it.</summary>
internal sealed class LogsService : IAwsService
{
    /// <summary>Makes the service over a store.</summary>
    public LogsService(LogStore store, string region, string accountId)
    {
        var groups = new LogGroupOperations(store, region, accountId);
        var streams = new LogStreamOperations(store, groups);
        var events = new LogEventOperations(store, groups);
        Operations = new Dictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["CreateLogGroup"] = Answer(groups.Create),
            ["DeleteLogGroup"] = Answer(groups.Delete),
            ["DescribeLogGroups"] = Answer(groups.Describe),
            ["PutRetentionPolicy"] = Answer(groups.PutRetention),
            ["DeleteRetentionPolicy"] = Answer(groups.DeleteRetention),
            ["CreateLogStream"] = Answer(streams.Create),
            ["DeleteLogStream"] = Answer(streams.Delete),
            ["DescribeLogStreams"] = Answer(streams.Describe),
            ["PutLogEvents"] = Answer(events.Put),
            ["GetLogEvents"] = Answer(events.Get),
            ["FilterLogEvents"] = Answer(events.Filter),
        };
    }

    /// <inheritdoc/>
    public string TargetPrefix => "Logs_20140328";

    /// <inheritdoc/>
    public string SigningName => "logs";

    /// <inheritdoc/>
    public string ServerErrorCode => "ServiceUnavailableException";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <inheritdoc/>
    public ServiceShapes Shapes => LogsShapes.Shapes;

    private static Operation Answer(Func<JsonObject, JsonObject> operation) => (request, _) => Task.FromResult(operation(request));
}
