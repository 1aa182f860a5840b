namespace Slipway.Ecs.Ledger;

/// <summary>One step in a revision's life.</summary>
/// <param name="Family">The family.</param>
/// <param name="Revision">The number in the family.</param>
/// <param name="From">The state that it must be in.</param>
/// <param name="To">The state that it goes to; <see cref="RevisionTransitions"/> must allow it.</param>
/// <param name="Audit">Who does it, and why.</param>
public sealed record RevisionMove(string Family, int Revision, RevisionState From, RevisionState To, AuditContext Audit)
{
    /// <summary>When set, the step happens only if <see cref="RevisionEntry.UsedUntil"/> lies before this instant: checked in the same statement.</summary>
    public DateTimeOffset? OnlyIfUnusedAt { get; init; }

    /// <summary>When set, the step happens only while this lease is held.</summary>
    public LeaseToken? Lease { get; init; }
}
