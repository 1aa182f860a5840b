namespace Slipway.Ecs.Collecting;

/// <summary>Why the collector keeps a revision, or takes it.</summary>
public enum PlanReason : byte
{
    /// <summary>Kept: somebody needs it (<see cref="CollectorPlan.ReferenceOf"/> says who).</summary>
    Referenced,

    /// <summary>Kept: a launch may still use what the ledger handed out.</summary>
    InUse,

    /// <summary>Kept: one of its family's newest.</summary>
    AmongNewest,

    /// <summary>Kept: launched not long ago.</summary>
    RecentlyUsed,

    /// <summary>Kept: deregistered not long ago.</summary>
    RecentlyDeregistered,

    /// <summary>Deregistered: nothing has launched it for long, and nobody needs it.</summary>
    Unused,

    /// <summary>Deregistered: a duplicate that was never handed out.</summary>
    Orphan,

    /// <summary>Deregistered: out of use since ECS called it inactive, or another took its place.</summary>
    Retired,

    /// <summary>Deregistered: its own launch is over.</summary>
    LaunchOver,

    /// <summary>Deleted: inactive for long, and nobody needs it.</summary>
    InactiveForLong,

    /// <summary>Finished: an earlier run began it and did not come to the end.</summary>
    Unfinished,
}
