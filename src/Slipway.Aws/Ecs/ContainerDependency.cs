namespace Slipway.Aws.Ecs;

/// <summary>A container that must reach a condition first.</summary>
public sealed record ContainerDependency
{
    /// <summary>The other container.</summary>
    public required string ContainerName { get; init; }

    /// <summary><c>START</c>, <c>COMPLETE</c>, <c>SUCCESS</c> or <c>HEALTHY</c>.</summary>
    public required string Condition { get; init; }
}
