using System.Text.Json.Serialization;

namespace Slipway.Aws.Logs;

/// <summary>Reads one log stream. Name the group or identify it, not both.</summary>
public sealed record GetLogEventsRequest
{
    /// <summary>The log group's name.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The log group's name or ARN, for another account's.</summary>
    public string? LogGroupIdentifier { get; init; }

    /// <summary>The log stream.</summary>
    public required string LogStreamName { get; init; }

    /// <summary>Events at this time or later.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Events before this time.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The forward or backward token of an earlier answer.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 10,000 events; by default as many as fit into 1 MB.</summary>
    public int? Limit { get; init; }

    /// <summary>Oldest first. False (the default) gives the newest page.</summary>
    public bool? StartFromHead { get; init; }

    /// <summary>Shows data that a protection policy masks.</summary>
    public bool? Unmask { get; init; }
}
