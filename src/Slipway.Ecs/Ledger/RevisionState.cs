namespace Slipway.Ecs.Ledger;

/// <summary>Where a revision is in its life. <see cref="RevisionTransitions"/> says which step may follow which.</summary>
public enum RevisionState
{
    /// <summary>An intent: RegisterTaskDefinition is about to be sent or was sent, and the revision's number is not known yet.</summary>
    Registering,

    /// <summary>ACTIVE in ECS, and handed out to launches (all of its hash, or one launch alone).</summary>
    Active,

    /// <summary>No longer handed out: ECS called it inactive, or something took its place.</summary>
    Retired,

    /// <summary>DeregisterTaskDefinition is about to be sent or was sent.</summary>
    Deregistering,

    /// <summary>INACTIVE in ECS.</summary>
    Deregistered,

    /// <summary>DeleteTaskDefinitions is about to be sent or was sent.</summary>
    Deleting,

    /// <summary>ECS took the deletion on, or does not know the revision any more. The end.</summary>
    Deleted,

    /// <summary>ACTIVE in ECS, and never handed out: a duplicate that a lost response or a crash left behind.</summary>
    Orphan,
}
