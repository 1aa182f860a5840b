namespace Slipway.Ecs.Ledger;

/// <summary>The life of a revision, as a pure function.</summary>
public static class RevisionTransitions
{
    /// <summary>Whether a revision in one state may step to the other. A null <paramref name="from"/> is a revision that the ledger does not know yet.</summary>
    public static bool IsAllowed(RevisionState? from, RevisionState to) => (from, to) switch
    {
        (null, RevisionState.Registering) => true,
        // Found in ECS: after a lost response, a crash, or a lost ledger.
        (null, RevisionState.Active or RevisionState.Orphan or RevisionState.Deregistered) => true,
        (RevisionState.Registering, RevisionState.Active or RevisionState.Orphan or RevisionState.Deregistered) => true,
        (RevisionState.Active, RevisionState.Retired or RevisionState.Deregistering) => true,
        (RevisionState.Retired or RevisionState.Orphan, RevisionState.Deregistering) => true,
        (RevisionState.Deregistering, RevisionState.Deregistered) => true,
        (RevisionState.Deregistered, RevisionState.Deleting) => true,
        // ECS refused this one definitively (DeleteTaskDefinitions names such revisions in failures[]).
        (RevisionState.Deleting, RevisionState.Deregistered) => true,
        // Somebody else deleted it: ECS does not know it any more.
        (RevisionState.Deregistering or RevisionState.Deleting, RevisionState.Deleted) => true,
        _ => false,
    };

    /// <summary>Throws unless the step is allowed.</summary>
    /// <exception cref="InvalidOperationException">The caller asks for a step that the life of a revision does not have: a defect.</exception>
    public static void Check(RevisionState? from, RevisionState to)
    {
        if (!IsAllowed(from, to))
            throw new InvalidOperationException($"A revision cannot go from {from?.ToString() ?? "unknown"} to {to}.");
    }
}
