namespace Slipway.Aws.Sqs;

/// <summary>A deleted entry of a batch.</summary>
public sealed record DeletedMessage
{
    /// <summary>The entry.</summary>
    public required string Id { get; init; }
}
