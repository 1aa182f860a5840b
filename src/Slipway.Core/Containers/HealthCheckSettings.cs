namespace Slipway.Core.Containers;

/// <summary>How ECS finds out whether a container is well (ContainerDefinition.healthCheck, ECS API reference).</summary>
public sealed record HealthCheckSettings
{
    /// <summary>The command to run inside the container; exit code 0 means well.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The time between checks, 5 to 300 s. ECS's default: 30 s.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long one check may take, 2 to 60 s. ECS's default: 5 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many failed checks in a row make the container unhealthy, 1 to 10. ECS's default: 3.</summary>
    public int? Retries { get; init; }

    /// <summary>The time at the start in which failures do not count, 0 to 300 s. ECS's default: off.</summary>
    public TimeSpan? StartPeriod { get; init; }
}
