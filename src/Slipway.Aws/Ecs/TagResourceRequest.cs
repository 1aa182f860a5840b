namespace Slipway.Aws.Ecs;

/// <summary>Adds or replaces tags.</summary>
public sealed record TagResourceRequest
{
    /// <summary>What to tag.</summary>
    public required string ResourceArn { get; init; }

    /// <summary>The tags; tags not named stay.</summary>
    public required IReadOnlyList<Tag> Tags { get; init; }
}
