namespace Slipway.Aws.Sqs;

/// <summary>Sends a message.</summary>
public sealed record SendMessageRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>The text, at most 1 MiB with its attributes.</summary>
    public required string MessageBody { get; init; }

    /// <summary>Seconds before it can be received, 0 to 900.</summary>
    public int? DelaySeconds { get; init; }

    /// <summary>Attributes.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    /// <summary>System attributes; only <c>AWSTraceHeader</c> exists.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageSystemAttributes { get; init; }

    /// <summary>For FIFO queues.</summary>
    public string? MessageDeduplicationId { get; init; }

    /// <summary>For FIFO queues, and for fair ones.</summary>
    public string? MessageGroupId { get; init; }
}
