using System.Text.Json.Serialization;

namespace Slipway.Aws.Logs;

/// <summary>A log group.</summary>
public sealed record LogGroup
{
    /// <summary>Its name.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>How long events are kept; for ever when null.</summary>
    public int? RetentionInDays { get; init; }

    /// <summary>Its ARN, ending in <c>:*</c>.</summary>
    public string? Arn { get; init; }

    /// <summary>Its ARN as IAM and tagging want it.</summary>
    public string? LogGroupArn { get; init; }

    /// <summary>Bytes stored.</summary>
    public long? StoredBytes { get; init; }

    /// <summary>The key that encrypts it.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Its class.</summary>
    public string? LogGroupClass { get; init; }
}
