namespace Slipway.Aws.Ecs;

/// <summary>A page of clusters.</summary>
public sealed record ListClustersResponse
{
    /// <summary>Their ARNs.</summary>
    public IReadOnlyList<string> ClusterArns { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
