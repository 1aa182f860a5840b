namespace Slipway.Aws.Ecs;

/// <summary>The tags.</summary>
public sealed record ListTagsForResourceResponse
{
    /// <summary>The tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
