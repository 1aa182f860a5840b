namespace Slipway.Aws.Ecs;

/// <summary>Removes tags.</summary>
public sealed record UntagResourceRequest
{
    /// <summary>What to untag.</summary>
    public required string ResourceArn { get; init; }

    /// <summary>The names of the tags.</summary>
    public required IReadOnlyList<string> TagKeys { get; init; }
}
