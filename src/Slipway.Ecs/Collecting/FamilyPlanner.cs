using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>
/// Decides about one family's revisions, one after the other, newest first. Pure: a decision follows from the fact, the references, the policy, the time,
/// and how many newer active revisions there were.
/// </summary>
internal struct FamilyPlanner(string family, ReferenceIndex references, CollectorPolicy policy, DateTimeOffset now)
{
    private int _newer;

    internal (PlannedAction Action, PlanReason Reason, RevisionReference? Reference) Decide(in RevisionFact fact)
    {
        switch (fact.State)
        {
            // Begun is begun: the ledger has promised nothing since, and the call may have been sent.
            case RevisionState.Deregistering:
                return (PlannedAction.Deregister, PlanReason.Unfinished, null);
            case RevisionState.Deleting:
                return (PlannedAction.Delete, PlanReason.Unfinished, null);
        }

        var amongNewest = fact is { State: RevisionState.Active, LaunchId: null } && _newer++ < policy.KeepLast;
        if (references.Find(family, fact) is { } reference)
            return (PlannedAction.Keep, PlanReason.Referenced, reference);

        var inactive = fact.State == RevisionState.Deregistered;
        if (!inactive && fact.UsedUntil + policy.CacheTime >= now)
            return (PlannedAction.Keep, PlanReason.InUse, null);
        if (amongNewest)
            return (PlannedAction.Keep, PlanReason.AmongNewest, null);

        var (action, reason) = fact.State switch
        {
            RevisionState.Orphan => (PlannedAction.Deregister, PlanReason.Orphan),
            RevisionState.Retired => (PlannedAction.Deregister, PlanReason.Retired),
            RevisionState.Active when fact.LaunchId is not null => (PlannedAction.Deregister, PlanReason.LaunchOver),
            // Launches between two writes of the ledger are not recorded, but none was later than usedUntil: age counts from there.
            RevisionState.Active => now - fact.UsedUntil < policy.UnusedFor
                ? (PlannedAction.Keep, PlanReason.RecentlyUsed)
                : (PlannedAction.Deregister, PlanReason.Unused),
            RevisionState.Deregistered => now - (fact.DeregisteredAt ?? fact.UsedUntil) < policy.InactiveFor
                ? (PlannedAction.Keep, PlanReason.RecentlyDeregistered)
                : (PlannedAction.Delete, PlanReason.InactiveForLong),
            _ => throw new InvalidOperationException($"{family}:{fact.Revision} is {fact.State}, which the collector has no business with."),
        };
        return (action, reason, null);
    }
}
