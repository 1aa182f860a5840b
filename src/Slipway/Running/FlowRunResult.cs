using System.Runtime.ExceptionServices;
using Slipway.Core.Runs;

namespace Slipway.Running;

/// <summary>How a flow run ended.</summary>
public sealed record FlowRunResult
{
    /// <summary>Its id.</summary>
    public required string FlowRunId { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Completed, failed or cancelled.</summary>
    public required RunState State { get; init; }

    /// <summary>Why, where that matters.</summary>
    public StateVariant Variant { get; init; }

    /// <summary>What the flow returned; null when it returns nothing or did not complete.</summary>
    public object? Value { get; init; }

    /// <summary>What it threw, when it did not complete.</summary>
    public Exception? Exception { get; init; }

    /// <summary>How long it took, with all attempts.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>Its task runs.</summary>
    public required TaskRunCounts TaskRuns { get; init; }

    /// <summary>Events that a sink had not taken when <see cref="FlowRunOptions.ReportingDeadline"/> was over; with several sinks, of all together.</summary>
    public long UnreportedEvents { get; init; }

    /// <summary>Throws what the flow threw, with its stack trace, unless it completed.</summary>
    public FlowRunResult ThrowIfNotCompleted()
    {
        if (Exception is not null)
            ExceptionDispatchInfo.Throw(Exception);
        return this;
    }
}
