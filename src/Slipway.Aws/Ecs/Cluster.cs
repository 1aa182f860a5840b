namespace Slipway.Aws.Ecs;

/// <summary>An ECS cluster.</summary>
public sealed record Cluster
{
    /// <summary>Its ARN.</summary>
    public string? ClusterArn { get; init; }

    /// <summary>Its name.</summary>
    public string? ClusterName { get; init; }

    /// <summary><c>ACTIVE</c>, <c>INACTIVE</c>…</summary>
    public string? Status { get; init; }

    /// <summary>ECS tasks in RUNNING.</summary>
    public int? RunningTasksCount { get; init; }

    /// <summary>ECS tasks in PENDING.</summary>
    public int? PendingTasksCount { get; init; }

    /// <summary>Services.</summary>
    public int? ActiveServicesCount { get; init; }

    /// <summary>EC2 hosts.</summary>
    public int? RegisteredContainerInstancesCount { get; init; }

    /// <summary>Its capacity providers.</summary>
    public IReadOnlyList<string> CapacityProviders { get; init => field = value ?? []; } = [];

    /// <summary>Used when a launch names neither launch type nor strategy.</summary>
    public IReadOnlyList<CapacityProviderStrategyItem>? DefaultCapacityProviderStrategy { get; init; }

    /// <summary>Settings, when asked for.</summary>
    public IReadOnlyList<ClusterSetting>? Settings { get; init; }

    /// <summary>Tags, when asked for.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
