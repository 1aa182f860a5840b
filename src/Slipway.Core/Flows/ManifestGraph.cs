namespace Slipway.Core.Flows;

/// <summary>The tasks of a flow and what they wait for, as far as that is known without a run. The graph that a run records is the truth.</summary>
public sealed record ManifestGraph
{
    /// <summary>Whether the analysis knows that something is missing.</summary>
    public bool Partial { get; init; }

    /// <summary>Why it is partial, one sentence each.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>The tasks, in the order of the source.</summary>
    public required IReadOnlyList<ManifestTask> Tasks { get; init; }

    /// <summary>What waits for what.</summary>
    public IReadOnlyList<ManifestEdge> Edges { get; init; } = [];
}
