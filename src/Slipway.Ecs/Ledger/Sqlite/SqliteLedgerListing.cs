using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>Pages of revisions: family by family, each along its primary key, so that a page costs a page, however many revisions there are.</summary>
internal static class SqliteLedgerListing
{
    private const string FamiliesSql =
        "SELECT family_id, name FROM ledger_family WHERE scope_id = $1 AND name >= $2 AND ($3 IS NULL OR name = $3) ORDER BY name";

    private const string PageSql =
        $"""
        SELECT {SqliteLedgerRows.RevisionColumns} FROM ledger_revision r JOIN ledger_family f ON f.family_id = r.family_id
        WHERE r.family_id = $1 AND r.revision < $2 AND ($3 IS NULL OR instr($3, ',' || r.state || ',') > 0)
            AND ($4 IS NULL OR r.hash = $4) AND ($5 IS NULL OR r.launch = $5)
        ORDER BY r.revision DESC LIMIT $6
        """;

    internal static Page<RevisionEntry> List(SqliteSession session, long scope, RevisionFilter filter)
    {
        var (fromFamily, belowRevision) = filter.After is { } after ? LedgerKeys.ReadCursor(after) : ("", int.MaxValue);
        var states = filter.States.Count == 0 ? null : $",{string.Join(',', filter.States.Select(RevisionStateNames.ToText))},";
        var families = session.All(FamiliesSql, row => (Id: row.GetInt64(0), Name: row.GetString(1)), scope, fromFamily, filter.Family);

        var found = new List<RevisionEntry>();
        foreach (var family in families)
        {
            var below = family.Name == fromFamily ? belowRevision : int.MaxValue;
            found.AddRange(session.All(
                PageSql,
                SqliteLedgerRows.Revision,
                family.Id,
                below,
                states,
                filter.Hash?.Value,
                filter.Launch?.Value,
                filter.Limit + 1 - found.Count));
            if (found.Count > filter.Limit)
            {
                found.RemoveAt(filter.Limit);
                return new Page<RevisionEntry>(found, LedgerKeys.CursorOf(found[^1]));
            }
        }

        return new Page<RevisionEntry>(found, null);
    }
}
