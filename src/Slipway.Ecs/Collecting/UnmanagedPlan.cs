using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>A plan for the revisions of one family that other tools left behind.</summary>
public sealed class UnmanagedPlan
{
    internal UnmanagedPlan(CollectorPlan plan, IReadOnlyList<RevisionFact> facts) => (Plan, Facts) = (plan, facts);

    /// <summary>What would be done with each, and why.</summary>
    public CollectorPlan Plan { get; }

    internal IReadOnlyList<RevisionFact> Facts { get; }
}
