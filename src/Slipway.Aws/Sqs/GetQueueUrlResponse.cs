namespace Slipway.Aws.Sqs;

/// <summary>The queue's address.</summary>
public sealed record GetQueueUrlResponse
{
    /// <summary>The address.</summary>
    public required string QueueUrl { get; init; }
}
