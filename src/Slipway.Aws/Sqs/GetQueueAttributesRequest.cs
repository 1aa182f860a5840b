namespace Slipway.Aws.Sqs;

/// <summary>Reads attributes of a queue.</summary>
public sealed record GetQueueAttributesRequest
{
    /// <summary>The queue.</summary>
    public required string QueueUrl { get; init; }

    /// <summary>The attributes; <c>All</c> for every one.</summary>
    public IReadOnlyList<string>? AttributeNames { get; init; }
}
