using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>How long each phase of a launch took. Null: not reached, or not told.</summary>
internal sealed record PhaseTimes
{
    /// <summary>Finding or registering the revision.</summary>
    public TimeSpan? Revision { get; private init; }

    /// <summary>From the revision until ECS had made the ECS task, waits for capacity included.</summary>
    public TimeSpan? Submit { get; private init; }

    /// <summary>Network interface and host, until the pull began.</summary>
    public TimeSpan? Provision { get; private init; }

    /// <summary>Pulling the images.</summary>
    public TimeSpan? Pull { get; private init; }

    /// <summary>From the images being there until RUNNING.</summary>
    public TimeSpan? Start { get; private init; }

    /// <summary>From RUNNING until the containers had ended.</summary>
    public TimeSpan? Run { get; private init; }

    /// <summary>From the containers' end until STOPPED.</summary>
    public TimeSpan? Stop { get; private init; }

    /// <summary>From the order until the end.</summary>
    public TimeSpan? Total { get; private init; }

    /// <summary>All that it waited before it ran.</summary>
    public TimeSpan? Waited { get; private init; }

    /// <summary>Takes the phases out of points in time.</summary>
    public static PhaseTimes Of(LaunchTimings timings)
    {
        var ended = timings.ExecutionStoppedAt ?? timings.StoppingAt ?? timings.StoppedAt;
        var prepared = timings.PullStartedAt ?? timings.StartedAt ?? timings.StoppedAt;
        return new PhaseTimes
        {
            Revision = timings.RevisionReadyAt - timings.OrderedAt,
            Submit = timings.CreatedAt - (timings.RevisionReadyAt ?? timings.SubmittedAt),
            Provision = prepared - timings.CreatedAt,
            Pull = timings.PullStoppedAt - timings.PullStartedAt,
            Start = timings.StartedAt - timings.PullStoppedAt,
            Run = ended - timings.StartedAt,
            Stop = timings.StoppedAt - timings.ExecutionStoppedAt,
            Total = (timings.StoppedAt ?? ended) - (timings.OrderedAt ?? timings.CreatedAt),
            Waited = timings.StartedAt - (timings.OrderedAt ?? timings.CreatedAt),
        };
    }
}
