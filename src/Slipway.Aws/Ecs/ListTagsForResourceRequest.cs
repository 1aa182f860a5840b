namespace Slipway.Aws.Ecs;

/// <summary>Reads tags.</summary>
public sealed record ListTagsForResourceRequest
{
    /// <summary>Whose tags.</summary>
    public required string ResourceArn { get; init; }
}
