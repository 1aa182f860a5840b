using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The operations on log streams.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html and its neighbours.</remarks>
internal sealed class LogStreamOperations(LogStore store, LogGroupOperations groups)
{
    private const int PageSize = 50;

    public JsonObject Create(JsonObject request)
    {
        var group = groups.Find(request);
        var name = request.Text("logStreamName")!;
        if (name.Length is 0 or > 512 || name.AsSpan().ContainsAny(':', '*'))
        {
            throw LogsErrors.Constraint(name, "logStreamName", "Member must satisfy regular expression pattern: [^:*]*");
        }

        return store.CreateStream(group, name) ? [] : throw LogsErrors.StreamExists();
    }

    public JsonObject Delete(JsonObject request) =>
        store.DeleteStream(groups.Find(request), request.Text("logStreamName")!) ? [] : throw LogsErrors.StreamNotFound();

    public JsonObject Describe(JsonObject request)
    {
        var group = groups.Find(request);
        var prefix = request.Text("logStreamNamePrefix");
        var byTime = request.Text("orderBy") switch
        {
            null or "LogStreamName" => false,
            "LastEventTime" when prefix is not null => throw LogsErrors.InvalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix."),
            "LastEventTime" => true,
            var other => throw LogsErrors.Constraint(other, "orderBy", "Member must satisfy enum value set: [LogStreamName, LastEventTime]"),
        };
        string Key(LogStream stream) => byTime ? $"{stream.Last ?? 0:D19}/{stream.Name}" : stream.Name;
        var descending = request.Flag("descending");
        var after = LogGroupOperations.After(request);
        var streams = store.Streams(group).Where(stream => stream.Name.StartsWith(prefix ?? "", StringComparison.Ordinal));
        var left = (descending ? streams.OrderByDescending(Key, StringComparer.Ordinal) : streams.OrderBy(Key, StringComparer.Ordinal))
            .Where(stream => after.Length == 0 || string.CompareOrdinal(Key(stream), after) is var order && (descending ? order < 0 : order > 0));
        return LogGroupOperations.Page(left, LogGroupOperations.Limit(request, PageSize), Key, "logStreams", stream => Json(group, stream));
    }

    private JsonObject Json(LogGroup group, LogStream stream)
    {
        var json = new JsonObject
        {
            ["logStreamName"] = stream.Name,
            ["creationTime"] = stream.Created,
            ["arn"] = $"{groups.ArnOf(group.Name)}:log-stream:{stream.Name}",
            ["storedBytes"] = 0, // documented: always 0 since 2019
        };
        if (stream is { First: { } first, Last: { } last, Ingested: { } ingested })
        {
            json["firstEventTimestamp"] = first;
            json["lastEventTimestamp"] = last;
            json["lastIngestionTime"] = ingested;
            json["uploadSequenceToken"] = LogEventOperations.SequenceToken;
        }

        return json;
    }
}
