namespace Slipway.Aws.Sqs;

/// <summary>Receives messages.</summary>
public sealed record ReceiveMessageRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>System attributes wanted; superseded by the next.</summary>
    public IReadOnlyList<string>? AttributeNames { get; init; }

    /// <summary>System attributes wanted, such as <c>ApproximateReceiveCount</c> or <c>All</c>.</summary>
    public IReadOnlyList<string>? MessageSystemAttributeNames { get; init; }

    /// <summary>Attributes wanted; <c>All</c> for every one.</summary>
    public IReadOnlyList<string>? MessageAttributeNames { get; init; }

    /// <summary>1 to 10, 1 by default.</summary>
    public int? MaxNumberOfMessages { get; init; }

    /// <summary>Seconds for which others do not see them.</summary>
    public int? VisibilityTimeout { get; init; }

    /// <summary>Long poll, 0 to 20 seconds.</summary>
    public int? WaitTimeSeconds { get; init; }

    /// <summary>De-duplicates receives of FIFO queues.</summary>
    public string? ReceiveRequestAttemptId { get; init; }
}
