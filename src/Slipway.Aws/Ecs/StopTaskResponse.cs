namespace Slipway.Aws.Ecs;

/// <summary>The ECS task as it is now.</summary>
public sealed record StopTaskResponse
{
    /// <summary>The ECS task.</summary>
    public required EcsTask Task { get; init; }
}
