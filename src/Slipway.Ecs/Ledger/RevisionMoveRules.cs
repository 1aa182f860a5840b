namespace Slipway.Ecs.Ledger;

/// <summary>What every store decides alike about a <see cref="RevisionMove"/>: pure.</summary>
internal static class RevisionMoveRules
{
    /// <summary>When the revision became INACTIVE; null when this move does not say. A refused deletion keeps the instant it has.</summary>
    internal static DateTimeOffset? DeregisteredAt(RevisionMove move, DateTimeOffset now) =>
        move is { From: RevisionState.Deregistering, To: RevisionState.Deregistered } ? now : null;

    /// <summary>Image, commit and launch are the revision's where the caller does not know them.</summary>
    internal static AuditContext AuditOf(RevisionMove move, RevisionEntry entry) => move.Audit with
    {
        LaunchId = move.Audit.LaunchId ?? entry.Launch?.Value,
        ImageVersion = move.Audit.ImageVersion ?? entry.ImageVersion,
        ImageDigest = move.Audit.ImageDigest ?? entry.ImageDigest,
        GitCommit = move.Audit.GitCommit ?? entry.GitCommit,
    };
}
