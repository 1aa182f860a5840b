namespace Slipway.Aws.Ecs;

/// <summary>Stops an ECS task: SIGTERM, then SIGKILL after its stop time-out.</summary>
public sealed record StopTaskRequest
{
    /// <summary>Cluster name or ARN; <c>default</c> when null.</summary>
    public string? Cluster { get; init; }

    /// <summary>Id or ARN.</summary>
    public required string Task { get; init; }

    /// <summary>Shown in DescribeTasks as <c>stoppedReason</c>, at most 1,024 characters.</summary>
    public string? Reason { get; init; }
}
