namespace Slipway.Aws.Ecs;

/// <summary>Lists ECS tasks.</summary>
public sealed record ListTasksRequest
{
    /// <summary>Cluster name or ARN; <c>default</c> when null.</summary>
    public string? Cluster { get; init; }

    /// <summary>Only those on this EC2 host.</summary>
    public string? ContainerInstance { get; init; }

    /// <summary>Only those of this family.</summary>
    public string? Family { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 100, 100 by default.</summary>
    public int? MaxResults { get; init; }

    /// <summary>Only those started with this; must then be the only filter.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Only those of this service.</summary>
    public string? ServiceName { get; init; }

    /// <summary><c>RUNNING</c> (default) or <c>STOPPED</c>.</summary>
    public string? DesiredStatus { get; init; }

    /// <summary>Only this launch type.</summary>
    public string? LaunchType { get; init; }

    /// <summary>Only those of this daemon.</summary>
    public string? DaemonName { get; init; }
}
