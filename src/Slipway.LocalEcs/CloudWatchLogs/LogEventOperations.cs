using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The operations on log events.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html and its neighbours.</remarks>
internal sealed class LogEventOperations(LogStore store, LogGroupOperations groups)
{
    /// <summary>documented: sequence tokens are answered still, and ignored.</summary>
    public const string SequenceToken = "49590302372615442193650105592130000000000000000000000001";

    private const int MaxEvents = 10_000;
    private const int MaxBytes = 1024 * 1024;
    private const int ReadAtOnce = 500;
    private static readonly TimeSpan OldestPut = TimeSpan.FromDays(14);
    private static readonly TimeSpan NewestPut = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestBatch = TimeSpan.FromHours(24);

    public JsonObject Put(JsonObject request)
    {
        var (group, stream) = Find(request);
        var events = request.Structures("logEvents").Select(json => (Time: json["timestamp"]!.GetValue<long>(), Message: json.Text("message")!)).ToArray();
        CheckBatch(events);
        var now = store.Now;
        var expired = group.RetentionDays is { } days ? now - (long)TimeSpan.FromDays(days).TotalMilliseconds : long.MinValue;
        var tooOld = now - (long)OldestPut.TotalMilliseconds;
        var tooNew = now + (long)NewestPut.TotalMilliseconds;
        store.Append(stream.Id, [.. events.Where(e => e.Time >= expired && e.Time >= tooOld && e.Time <= tooNew)]);

        var answer = new JsonObject { ["nextSequenceToken"] = SequenceToken };
        var rejected = new JsonObject();
        if (events.Count(e => e.Time < expired) is var expiredEnd and > 0)
        {
            rejected["expiredLogEventEndIndex"] = expiredEnd;
        }

        if (events.Count(e => e.Time < tooOld) is var oldEnd and > 0)
        {
            rejected["tooOldLogEventEndIndex"] = oldEnd;
        }

        if (Array.FindIndex(events, e => e.Time > tooNew) is var newStart and >= 0)
        {
            rejected["tooNewLogEventStartIndex"] = newStart;
        }

        if (rejected.Count > 0)
        {
            answer["rejectedLogEventsInfo"] = rejected;
        }

        return answer;
    }

    public JsonObject Get(JsonObject request)
    {
        var (group, stream) = Find(request);
        var limit = LogGroupOperations.Limit(request, MaxEvents);
        var (start, end) = Times(request, group, endIncluded: false);
        var token = request.Text("nextToken") is { } text ? EventPosition.ParseToken(text) : ((bool Forward, EventPosition At)?)null;
        var forward = token?.Forward ?? request.Flag("startFromHead");
        var from = token?.At ?? (forward ? EventPosition.Head : EventPosition.Tail);
        var events = Read([stream.Id], from, start, end, limit, backward: !forward, static _ => true).Events;
        if (!forward)
        {
            events.Reverse();
        }

        // documented: at the end of the stream the token that was passed in is returned.
        var (first, last) = events.Count > 0 ? (events[0].At, events[^1].At)
            : token is { Forward: true } ? (from.Next, from)
            : token is { Forward: false } ? (from, from.Previous)
            : (EventPosition.Head, EventPosition.Head);
        return new JsonObject
        {
            ["events"] = new JsonArray([.. events.Select(e => new JsonObject
            {
                ["timestamp"] = e.At.Time,
                ["message"] = e.Message,
                ["ingestionTime"] = e.Ingested,
            })]),
            ["nextForwardToken"] = last.ForwardToken,
            ["nextBackwardToken"] = first.BackwardToken,
        };
    }

    public JsonObject Filter(JsonObject request)
    {
        var group = groups.Find(request);
        var limit = LogGroupOperations.Limit(request, MaxEvents);
        var (start, end) = Times(request, group, endIncluded: true);
        var pattern = FilterPattern.Parse(request.Text("filterPattern") ?? "");
        var from = request.Text("nextToken") is { } token
            ? EventPosition.Parse(token) ?? throw LogsErrors.InvalidParameter("The specified nextToken is invalid.")
            : EventPosition.Head;
        var (events, more) = Read(StreamsOf(request, group), from, start, end, limit, backward: false, e => pattern.Matches(e.Message));
        var answer = new JsonObject
        {
            ["events"] = new JsonArray([.. events.Select(e => new JsonObject
            {
                ["logStreamName"] = e.Stream,
                ["timestamp"] = e.At.Time,
                ["message"] = e.Message,
                ["ingestionTime"] = e.Ingested,
                ["eventId"] = e.At.Digits,
            })]),
            ["searchedLogStreams"] = new JsonArray(), // documented: always empty since 2020
        };
        if (more)
        {
            answer["nextToken"] = events[^1].At.Digits;
        }

        return answer;
    }

    private long[] StreamsOf(JsonObject request, LogGroup group)
    {
        var (names, prefix) = (request.Texts("logStreamNames"), request.Text("logStreamNamePrefix"));
        if (names.Count > 0 && prefix is not null)
        {
            throw LogsErrors.InvalidParameter("logStreamNames and logStreamNamePrefix cannot both be specified."); // assumed: the words
        }

        if (names.Count > 0)
        {
            return [.. names.Select(name => (store.FindStream(group, name) ?? throw LogsErrors.StreamNotFound()).Id)];
        }

        return [.. store.Streams(group).Where(stream => stream.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)).Select(stream => stream.Id)];
    }

    /// <summary>Reads up to the limit and 1 MB, but one event at least. documented: "Response size 1MB (up to 10,000 log events)".</summary>
    private (List<LogEvent> Events, bool More) Read(
        IReadOnlyList<long> streams, EventPosition from, long start, long end, int limit, bool backward, Func<LogEvent, bool> wanted)
    {
        var events = new List<LogEvent>();
        var bytes = 0;
        while (true)
        {
            var batch = store.Events(streams, from, start, end, ReadAtOnce, backward);
            foreach (var found in batch.Where(wanted))
            {
                bytes += found.SizeBytes;
                if (events.Count == limit || (bytes > MaxBytes && events.Count > 0))
                {
                    return (events, true);
                }

                events.Add(found);
            }

            if (batch.Count < ReadAtOnce)
            {
                return (events, false);
            }

            from = batch[^1].At;
        }
    }

    private (long Start, long End) Times(JsonObject request, LogGroup group, bool endIncluded)
    {
        var start = request["startTime"]?.GetValue<long>() ?? 0;
        var end = request["endTime"]?.GetValue<long>() ?? long.MaxValue;
        if (group.RetentionDays is { } days)
        {
            start = Math.Max(start, store.Now - (long)TimeSpan.FromDays(days).TotalMilliseconds);
        }

        return (start, endIncluded && end < long.MaxValue ? end + 1 : end);
    }

    private static void CheckBatch((long Time, string Message)[] events)
    {
        if (events.Length is 0 or > MaxEvents)
        {
            throw LogsErrors.Constraint($"{events.Length} events", "logEvents", $"Member must have length between 1 and {MaxEvents}");
        }

        if (events.Any(e => e.Message.Length == 0))
        {
            throw LogsErrors.Constraint("", "logEvents.member.message", "Member must have length greater than or equal to 1");
        }

        if (events.Sum(e => (long)System.Text.Encoding.UTF8.GetByteCount(e.Message) + LogEvent.OverheadBytes) > MaxBytes)
        {
            throw LogsErrors.InvalidParameter($"Upload too large: more than {MaxBytes} bytes");
        }

        if (!events.Select(e => e.Time).SequenceEqual(events.Select(e => e.Time).Order()))
        {
            throw LogsErrors.InvalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
        }

        if (events[^1].Time - events[0].Time > LongestBatch.TotalMilliseconds)
        {
            throw LogsErrors.InvalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    private (LogGroup Group, LogStream Stream) Find(JsonObject request)
    {
        var group = groups.Find(request);
        return (group, store.FindStream(group, request.Text("logStreamName")!) ?? throw LogsErrors.StreamNotFound());
    }
}
