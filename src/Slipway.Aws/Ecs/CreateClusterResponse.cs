namespace Slipway.Aws.Ecs;

/// <summary>The cluster.</summary>
public sealed record CreateClusterResponse
{
    /// <summary>The cluster.</summary>
    public required Cluster Cluster { get; init; }
}
