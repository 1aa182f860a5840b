namespace Slipway.Aws.Sqs;

/// <summary>Deletes received messages.</summary>
public sealed record DeleteMessageBatchRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>At most 10.</summary>
    public required IReadOnlyList<DeleteMessageBatchEntry> Entries { get; init; }
}
