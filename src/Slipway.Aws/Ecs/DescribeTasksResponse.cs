namespace Slipway.Aws.Ecs;

/// <summary>What was found, and what was not.</summary>
public sealed record DescribeTasksResponse
{
    /// <summary>The ECS tasks.</summary>
    public IReadOnlyList<EcsTask> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>What was not found, as reason <c>MISSING</c>.</summary>
    public IReadOnlyList<Failure> Failures { get; init => field = value ?? []; } = [];
}
