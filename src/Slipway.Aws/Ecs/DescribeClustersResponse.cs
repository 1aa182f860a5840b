namespace Slipway.Aws.Ecs;

/// <summary>What was found, and what was not.</summary>
public sealed record DescribeClustersResponse
{
    /// <summary>The clusters.</summary>
    public IReadOnlyList<Cluster> Clusters { get; init => field = value ?? []; } = [];

    /// <summary>What was not found, as reason <c>MISSING</c>.</summary>
    public IReadOnlyList<Failure> Failures { get; init => field = value ?? []; } = [];
}
