namespace Slipway.Aws.Ecs;

/// <summary>What was started, and what was not. A successful answer may hold failures only.</summary>
public sealed record RunTaskResponse
{
    /// <summary>The ECS tasks started.</summary>
    public IReadOnlyList<EcsTask> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>What was not started, and why.</summary>
    public IReadOnlyList<Failure> Failures { get; init => field = value ?? []; } = [];
}
