using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>Family and revision rows. Each method is a part of the caller's transaction.</summary>
internal sealed class SqliteLedgerFamilies(long scope)
{
    internal static FamilyRecord? Find(SqliteSession session, long scope, string family) => session.One(
        $"SELECT {SqliteLedgerRows.FamilyColumns} FROM ledger_family WHERE scope_id = $1 AND name = $2",
        SqliteLedgerRows.Family,
        scope,
        family);

    internal void Change(SqliteSession session, string family, FamilyChange change, DateTimeOffset now, long fence)
    {
        session.Execute(
            "INSERT INTO ledger_family (scope_id, name, highest, looked_up) VALUES ($1, $2, 0, 0) ON CONFLICT (scope_id, name) DO NOTHING",
            scope,
            family);
        var familyId = session.One("SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2", row => row.GetInt64(0), scope, family);
        var intent = Find(session, scope, family)!.Intent;

        foreach (var revision in change.Revisions)
            Insert(session, familyId, family, revision, intent, change, now, fence);
        if (change.ClearIntent)
            Clear(session, familyId, family, intent, change, now, fence);
        if (change.Begin is { } begin)
            Begin(session, familyId, family, begin, change.ClearIntent ? null : intent, now, fence);

        session.Execute(
            "UPDATE ledger_family SET highest = max(highest, $2), looked_up = max(looked_up, $3) WHERE family_id = $1",
            familyId,
            Math.Max(change.HighestSeen, change.Revisions.Select(revision => revision.Revision).DefaultIfEmpty().Max()),
            change.LookedUp ? 1 : 0);
    }

    private void Insert(
        SqliteSession session,
        long familyId,
        string family,
        NewRevision revision,
        RegistrationIntent? intent,
        FamilyChange change,
        DateTimeOffset now,
        long fence)
    {
        var ofIntent = FamilyChangeRules.SettlesIntent(change, intent, revision);
        var origin = FamilyChangeRules.OriginOf(revision, ofIntent, intent, change.Audit);
        RevisionTransitions.Check(ofIntent ? RevisionState.Registering : null, revision.State);

        var known = session.One("SELECT 1 FROM ledger_revision WHERE family_id = $1 AND revision = $2", row => row.GetInt32(0), familyId, revision.Revision);
        if (known != 0)
            throw FamilyChangeRules.AlreadyKnown(family, revision.Revision);

        session.Execute(
            """
            INSERT INTO ledger_revision (family_id, revision, hash, state, state_since, launch, registered_at, last_used_at, used_until, deregistered_at, image_version, image_digest, git_commit)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12)
            """,
            familyId,
            revision.Revision,
            revision.Hash.Value,
            revision.State.ToText(),
            now.UtcTicks,
            revision.Launch?.Value,
            revision.RegisteredAt.UtcTicks,
            revision.UsedUntil.UtcTicks,
            revision.DeregisteredAt?.UtcTicks,
            origin.ImageVersion,
            origin.ImageDigest,
            origin.GitCommit);

        if (revision is { State: RevisionState.Active, Launch: null })
        {
            var added = session.Execute(
                "INSERT INTO ledger_current (family_id, hash, revision, used_until) VALUES ($1, $2, $3, $4) ON CONFLICT (family_id, hash) DO NOTHING",
                familyId,
                revision.Hash.Value,
                revision.Revision,
                revision.UsedUntil.UtcTicks);
            if (added == 0)
                throw FamilyChangeRules.AlreadyActive(family, revision.Hash);
        }

        SqliteLedgerAudit.Append(
            session,
            scope,
            now,
            family,
            revision.Revision,
            revision.Hash,
            ofIntent ? RevisionState.Registering : null,
            revision.State,
            origin,
            fence);
    }

    private void Clear(SqliteSession session, long familyId, string family, RegistrationIntent? intent, FamilyChange change, DateTimeOffset now, long fence)
    {
        if (intent is null)
            throw FamilyChangeRules.NoIntent(family);

        session.Execute(
            """
            UPDATE ledger_family SET intent_hash = NULL, intent_last = NULL, intent_launch = NULL, intent_at = NULL, intent_actor = NULL,
                intent_reason = NULL, intent_for = NULL, intent_image_version = NULL, intent_image_digest = NULL, intent_git_commit = NULL
            WHERE family_id = $1
            """,
            familyId);
        if (!FamilyChangeRules.IsSettledBy(change, intent))
            SqliteLedgerAudit.Append(session, scope, now, family, null, intent.Hash, RevisionState.Registering, null, FamilyChangeRules.GivingUp(intent, change.Audit), fence);
    }

    private void Begin(SqliteSession session, long familyId, string family, RegistrationIntent intent, RegistrationIntent? inTheWay, DateTimeOffset now, long fence)
    {
        if (inTheWay is not null)
            throw FamilyChangeRules.IntentInTheWay(family);

        session.Execute(
            """
            UPDATE ledger_family SET intent_hash = $2, intent_last = $3, intent_launch = $4, intent_at = $5, intent_actor = $6,
                intent_reason = $7, intent_for = $8, intent_image_version = $9, intent_image_digest = $10, intent_git_commit = $11
            WHERE family_id = $1
            """,
            familyId,
            intent.Hash.Value,
            intent.LastRevisionBefore,
            intent.Launch?.Value,
            intent.StartedAt.UtcTicks,
            intent.Audit.Actor,
            intent.Audit.Reason,
            intent.Audit.LaunchId,
            intent.Audit.ImageVersion,
            intent.Audit.ImageDigest,
            intent.Audit.GitCommit);
        SqliteLedgerAudit.Append(session, scope, now, family, null, intent.Hash, null, RevisionState.Registering, intent.Audit, fence);
    }
}
