using System.Globalization;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>The audit trail. Appending is a part of the caller's transaction; nothing here changes or removes an entry.</summary>
internal static class SqliteLedgerAudit
{
    private const string Matches =
        """
        AND entry_id < $2 AND ($3 IS NULL OR revision = $3) AND ($4 IS NULL OR actor = $4) AND ($5 IS NULL OR launch = $5)
        AND at >= $6 AND at < $7 ORDER BY entry_id DESC LIMIT $8
        """;

    private const string OfAll = $"SELECT {SqliteLedgerRows.AuditColumns} FROM ledger_audit WHERE scope_id = $1 {Matches}";

    private const string OfFamily = $"SELECT {SqliteLedgerRows.AuditColumns} FROM ledger_audit WHERE scope_id = $1 AND family = $9 {Matches}";

    internal static void Append(
        SqliteSession session,
        long scope,
        DateTimeOffset at,
        string family,
        int? revision,
        DefinitionHash? hash,
        RevisionState? from,
        RevisionState? to,
        AuditContext by,
        long? fence) => session.Execute(
        """
        INSERT INTO ledger_audit (scope_id, at, family, revision, hash, from_state, to_state, actor, reason, launch, image_version, image_digest, git_commit, fence)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """,
        scope,
        at.UtcTicks,
        family,
        revision,
        hash?.Value,
        from?.ToText(),
        to?.ToText(),
        by.Actor,
        by.Reason,
        by.LaunchId,
        by.ImageVersion,
        by.ImageDigest,
        by.GitCommit,
        fence);

    internal static Page<AuditEntry> List(SqliteSession session, long scope, AuditFilter filter)
    {
        var before = filter.After is null
            ? long.MaxValue
            : long.TryParse(filter.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw LedgerKeys.BadCursor(filter.After);
        object?[] values =
        [
            scope,
            before,
            filter.Revision,
            filter.Actor,
            filter.Launch?.Value,
            (filter.Since ?? DateTimeOffset.MinValue).UtcTicks,
            (filter.Before ?? DateTimeOffset.MaxValue).UtcTicks,
            filter.Limit + 1,
        ];
        var found = filter.Family is { } family
            ? session.All(OfFamily, SqliteLedgerRows.Audit, [.. values, family])
            : session.All(OfAll, SqliteLedgerRows.Audit, values);

        if (found.Count <= filter.Limit)
            return new Page<AuditEntry>(found, null);
        found.RemoveAt(filter.Limit);
        return new Page<AuditEntry>(found, found[^1].Id);
    }
}
