using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>The lease rows. Each method is a part of the caller's transaction.</summary>
internal static class SqliteLedgerLeases
{
    internal static LeaseState? Read(SqliteSession session, long scope, string name) => session.One(
        "SELECT fence, renewal, holder FROM ledger_lease WHERE scope_id = $1 AND name = $2",
        row => new LeaseState(name, row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2)),
        scope,
        name);

    internal static LeaseToken? TryTake(SqliteSession session, long scope, string name, string holder, LeaseState? observed)
    {
        var now = Read(session, scope, name);
        if (now is { Holder: not null } && now != observed)
            return null;

        var fence = (now?.Fence ?? 0) + 1;
        session.Execute(
            """
            INSERT INTO ledger_lease (scope_id, name, fence, renewal, holder) VALUES ($1, $2, $3, 0, $4)
            ON CONFLICT (scope_id, name) DO UPDATE SET fence = excluded.fence, renewal = 0, holder = excluded.holder
            """,
            scope,
            name,
            fence,
            holder);
        return new LeaseToken(name, fence);
    }

    internal static bool TryRenew(SqliteSession session, long scope, LeaseToken lease) => session.Execute(
        "UPDATE ledger_lease SET renewal = renewal + 1 WHERE scope_id = $1 AND name = $2 AND fence = $3 AND holder IS NOT NULL",
        scope,
        lease.Name,
        lease.Fence) == 1;

    internal static void Release(SqliteSession session, long scope, LeaseToken lease) => session.Execute(
        "UPDATE ledger_lease SET holder = NULL WHERE scope_id = $1 AND name = $2 AND fence = $3",
        scope,
        lease.Name,
        lease.Fence);

    internal static void Check(SqliteSession session, long scope, LeaseToken lease)
    {
        if (Read(session, scope, lease.Name) is not { Holder: not null } now || now.Fence != lease.Fence)
            throw new LeaseLostException(lease);
    }
}
