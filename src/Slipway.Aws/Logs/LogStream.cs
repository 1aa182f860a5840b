using System.Text.Json.Serialization;

namespace Slipway.Aws.Logs;

/// <summary>A log stream.</summary>
public sealed record LogStream
{
    /// <summary>Its name.</summary>
    public string? LogStreamName { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Its first event.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? FirstEventTimestamp { get; init; }

    /// <summary>Its last event, updated within about an hour.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? LastEventTimestamp { get; init; }

    /// <summary>When something was last taken in.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? LastIngestionTime { get; init; }

    /// <summary>Its ARN.</summary>
    public string? Arn { get; init; }
}
