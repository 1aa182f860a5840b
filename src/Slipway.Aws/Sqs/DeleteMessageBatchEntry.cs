namespace Slipway.Aws.Sqs;

/// <summary>One message to delete.</summary>
public sealed record DeleteMessageBatchEntry
{
    /// <summary>Tells the entries of a batch apart.</summary>
    public required string Id { get; init; }

    /// <summary>The receipt.</summary>
    public required string ReceiptHandle { get; init; }
}
