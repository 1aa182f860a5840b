namespace Slipway.Aws.Sqs;

/// <summary>Hides a received message for longer, or shows it again.</summary>
public sealed record ChangeMessageVisibilityRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>The receipt.</summary>
    public required string ReceiptHandle { get; init; }

    /// <summary>Seconds from now, 0 to 43,200.</summary>
    public required int VisibilityTimeout { get; init; }
}
