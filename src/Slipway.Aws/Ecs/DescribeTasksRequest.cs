namespace Slipway.Aws.Ecs;

/// <summary>Describes ECS tasks.</summary>
public sealed record DescribeTasksRequest
{
    /// <summary>Cluster name or ARN; <c>default</c> when null.</summary>
    public string? Cluster { get; init; }

    /// <summary>At most 100 ids or ARNs.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary><c>TAGS</c> for the tags too.</summary>
    public IReadOnlyList<string>? Include { get; init; }
}
