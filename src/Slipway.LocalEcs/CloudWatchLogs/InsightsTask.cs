namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>What Container Insights says of an ECS task that has ended.</summary>
internal sealed record InsightsTask
{
    /// <summary>The cluster's name.</summary>
    public required string Cluster { get; init; }

    /// <summary>The id of the ECS task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The family of its task definition.</summary>
    public required string Family { get; init; }

    /// <summary>The revision of its task definition.</summary>
    public required int Revision { get; init; }

    /// <summary><c>FARGATE</c> or <c>EC2</c>.</summary>
    public string LaunchType { get; init; } = "FARGATE";

    /// <summary>The availability zone.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>The CPU units of the whole; null when not declared.</summary>
    public long? CpuUnits { get; init; }

    /// <summary>The memory of the whole in MiB; null when not declared.</summary>
    public long? MemoryMebibytes { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its containers ran.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its containers that ran.</summary>
    public required IReadOnlyList<InsightsContainer> Containers { get; init; }
}
