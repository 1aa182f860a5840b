using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>What every store decides alike about a <see cref="FamilyChange"/>: pure.</summary>
internal static class FamilyChangeRules
{
    /// <summary>Whether this revision is what the intent was about, so that its life began as Registering.</summary>
    internal static bool SettlesIntent(FamilyChange change, RegistrationIntent? intent, NewRevision revision) =>
        change.ClearIntent && intent is not null && revision.Hash == intent.Hash && revision.Launch == intent.Launch;

    /// <summary>Whether the change says what became of the intent by at least one revision.</summary>
    internal static bool IsSettledBy(FamilyChange change, RegistrationIntent intent) =>
        change.Revisions.Any(revision => SettlesIntent(change, intent, revision));

    /// <summary>Image, commit and launch are the registrant's, who may have died; actor and reason are those of whoever writes.</summary>
    internal static AuditContext OriginOf(NewRevision revision, bool ofIntent, RegistrationIntent? intent, AuditContext writer)
    {
        var origin = ofIntent ? intent!.Audit : writer;
        return writer with
        {
            LaunchId = revision.Launch?.Value ?? origin.LaunchId,
            ImageVersion = origin.ImageVersion,
            ImageDigest = origin.ImageDigest,
            GitCommit = origin.GitCommit,
        };
    }

    /// <summary>The audit of an intent that led to no revision.</summary>
    internal static AuditContext GivingUp(RegistrationIntent intent, AuditContext writer) => intent.Audit with { Actor = writer.Actor, Reason = writer.Reason };

    internal static void CheckSize(FamilyChange change) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change.Revisions.Count, FamilyChange.MaxRevisions, nameof(change));

    internal static InvalidOperationException AlreadyKnown(string family, int revision) => new($"The ledger knows {family}:{revision} already.");

    internal static InvalidOperationException AlreadyActive(string family, DefinitionHash hash) =>
        new($"The ledger has an active revision of {family} for {hash} already.");

    internal static InvalidOperationException NoIntent(string family) => new($"The family {family} has no registration under way.");

    internal static InvalidOperationException IntentInTheWay(string family) => new($"The family {family} has a registration under way already.");
}
