namespace Slipway.Ecs.Launching;

/// <summary>When each phase of a launch began, by the launcher's clock before submission and by ECS's after. Null: not reached, or not told.</summary>
public sealed record LaunchTimings
{
    /// <summary>When the launcher took the order.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>When a revision was at hand.</summary>
    public DateTimeOffset? RevisionReadyAt { get; init; }

    /// <summary>When RunTask was first sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When ECS made the ECS task.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the pull of the images began.</summary>
    public DateTimeOffset? PullStartedAt { get; init; }

    /// <summary>When the pull of the images ended.</summary>
    public DateTimeOffset? PullStoppedAt { get; init; }

    /// <summary>When the ECS task was RUNNING.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it began to stop.</summary>
    public DateTimeOffset? StoppingAt { get; init; }

    /// <summary>When its containers had ended.</summary>
    public DateTimeOffset? ExecutionStoppedAt { get; init; }

    /// <summary>When it was STOPPED.</summary>
    public DateTimeOffset? StoppedAt { get; init; }
}
