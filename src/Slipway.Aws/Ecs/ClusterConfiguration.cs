namespace Slipway.Aws.Ecs;

/// <summary>ECS Exec and storage of a cluster.</summary>
public sealed record ClusterConfiguration
{
    /// <summary>ECS Exec.</summary>
    public ExecuteCommandConfiguration? ExecuteCommandConfiguration { get; init; }

    /// <summary>Storage keys.</summary>
    public ManagedStorageConfiguration? ManagedStorageConfiguration { get; init; }
}
