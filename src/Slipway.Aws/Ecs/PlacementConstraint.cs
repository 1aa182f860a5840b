namespace Slipway.Aws.Ecs;

/// <summary>Restricts the container instances (EC2 only).</summary>
public sealed record PlacementConstraint
{
    /// <summary><c>distinctInstance</c> or <c>memberOf</c>.</summary>
    public string? Type { get; init; }

    /// <summary>A cluster query, for <c>memberOf</c>.</summary>
    public string? Expression { get; init; }
}
