using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>What is known of a task run.</summary>
/// <param name="Node">The task run.</param>
internal sealed record TaskRunRecord(TaskNode Node)
{
    /// <summary>The states it has been in, in order.</summary>
    public IReadOnlyList<TaskRunState> States { get; init; } = [TaskRunState.Pending];

    /// <summary>The state it is in.</summary>
    public TaskRunState State => States[^1];

    /// <summary>Why, in words; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Its attempts that have ended.</summary>
    public IReadOnlyList<AttemptEnd> Attempts { get; init; } = [];
}
