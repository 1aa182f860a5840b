namespace Slipway.Aws.Ecs;

/// <summary>A setting of a cluster.</summary>
public sealed record ClusterSetting
{
    /// <summary><c>containerInsights</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>enabled</c>, <c>enhanced</c> or <c>disabled</c>.</summary>
    public string? Value { get; init; }
}
