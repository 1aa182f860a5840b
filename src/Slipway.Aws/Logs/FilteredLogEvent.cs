using System.Text.Json.Serialization;

namespace Slipway.Aws.Logs;

/// <summary>A log line with its stream.</summary>
public sealed record FilteredLogEvent
{
    /// <summary>The stream.</summary>
    public string? LogStreamName { get; init; }

    /// <summary>When it was written.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The text.</summary>
    public string? Message { get; init; }

    /// <summary>When CloudWatch took it in.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? IngestionTime { get; init; }

    /// <summary>Its id.</summary>
    public string? EventId { get; init; }
}
