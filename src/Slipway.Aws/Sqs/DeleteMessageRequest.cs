namespace Slipway.Aws.Sqs;

/// <summary>Deletes a received message.</summary>
public sealed record DeleteMessageRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>The receipt.</summary>
    public required string ReceiptHandle { get; init; }
}
