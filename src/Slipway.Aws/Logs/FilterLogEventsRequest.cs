using System.Text.Json.Serialization;

namespace Slipway.Aws.Logs;

/// <summary>Searches streams of one log group.</summary>
public sealed record FilterLogEventsRequest
{
    /// <summary>The log group's name.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The log group's name or ARN, for another account's.</summary>
    public string? LogGroupIdentifier { get; init; }

    /// <summary>At most 100 streams; all when null.</summary>
    public IReadOnlyList<string>? LogStreamNames { get; init; }

    /// <summary>Streams whose names start so; not together with names.</summary>
    public string? LogStreamNamePrefix { get; init; }

    /// <summary>Events at this time or later.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Events before or at this time.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>A CloudWatch filter pattern; all events when null.</summary>
    public string? FilterPattern { get; init; }

    /// <summary>Continues a search.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 10,000 events.</summary>
    public int? Limit { get; init; }

    /// <summary>Ignored by AWS, which always interleaves now.</summary>
    public bool? Interleaved { get; init; }

    /// <summary>Shows data that a protection policy masks.</summary>
    public bool? Unmask { get; init; }
}
