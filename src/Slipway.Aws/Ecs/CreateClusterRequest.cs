namespace Slipway.Aws.Ecs;

/// <summary>Creates a cluster; returns the existing one when the name is taken.</summary>
public sealed record CreateClusterRequest
{
    /// <summary>The name; <c>default</c> when null.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>Settings.</summary>
    public IReadOnlyList<ClusterSetting>? Settings { get; init; }

    /// <summary>ECS Exec and storage.</summary>
    public ClusterConfiguration? Configuration { get; init; }

    /// <summary>Capacity providers.</summary>
    public IReadOnlyList<string>? CapacityProviders { get; init; }

    /// <summary>Used when a launch names neither launch type nor strategy.</summary>
    public IReadOnlyList<CapacityProviderStrategyItem>? DefaultCapacityProviderStrategy { get; init; }

    /// <summary>The default Service Connect namespace.</summary>
    public ClusterServiceConnectDefaults? ServiceConnectDefaults { get; init; }
}
