using System.Text.Json.Serialization;

namespace Slipway.Aws.Sqs;

/// <summary>Looks up a queue by name.</summary>
public sealed record GetQueueUrlRequest
{
    /// <summary>Its name.</summary>
    public required string QueueName { get; init; }

    /// <summary>Its account; the caller's when null.</summary>
    [JsonPropertyName("QueueOwnerAWSAccountId")]
    public string? QueueOwnerAwsAccountId { get; init; }
}
