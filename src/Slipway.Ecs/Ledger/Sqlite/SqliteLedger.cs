using System.Runtime.CompilerServices;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>The embedded ledger: tables in a <see cref="SqliteDatabase"/>, which several processes of one machine may share.</summary>
public sealed class SqliteLedger : ILedger
{
    private const string HitSql =
        """
        SELECT c.revision, c.used_until FROM ledger_family f JOIN ledger_current c ON c.family_id = f.family_id
        WHERE f.scope_id = $1 AND f.name = $2 AND c.hash = $3
        """;

    private const string ScanSql =
        $"SELECT {SqliteLedgerRows.FactColumns} FROM ledger_revision WHERE family_id = $1 AND state <> 'deleted' ORDER BY revision DESC";

    private readonly SqliteDatabase _database;
    private readonly SqliteLedgerFamilies _families;
    private readonly TimeProvider _time;
    private readonly LedgerOptions _options;
    private readonly long _scope;
    private readonly object _boxedScope;

    private SqliteLedger(SqliteDatabase database, LedgerScope scope, long scopeId, string id, LedgerOptions options, TimeProvider time)
    {
        (_database, Scope, _scope, Id, _options, _time) = (database, scope, scopeId, id, options, time);
        (_families, _boxedScope) = (new SqliteLedgerFamilies(scopeId), scopeId);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public LedgerScope Scope { get; }

    /// <summary>Opens the ledger of an account and region, making its tables when they are not there.</summary>
    /// <param name="database">The file; the caller keeps it.</param>
    /// <param name="scope">The account and region.</param>
    /// <param name="id">
    /// The ledger's id; null takes the one that the file holds, or a random one for a new ledger. Give it when the file may be lost (a container's
    /// disk): revisions that were registered under the same id are then found again by their tags.
    /// </param>
    /// <param name="options">How it keeps its promises.</param>
    /// <param name="time">The clock of the entries.</param>
    /// <exception cref="Slipway.Core.Errors.SlipwayException"><c>ledger.other-id</c>: the file's ledger has another id. <c>ledger.bad-id</c>.</exception>
    public static SqliteLedger Open(SqliteDatabase database, LedgerScope scope, string? id, LedgerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (id is not null)
            LedgerIdentity.Check(id);

        database.Migrate(SqliteLedgerSchema.Area);
        var (scopeId, stored) = database.Read(session => FindScope(session, scope));
        if (stored is null)
        {
            (scopeId, stored) = database.Write(session =>
            {
                session.Execute(
                    "INSERT INTO ledger_scope (account, region, ledger) VALUES ($1, $2, $3) ON CONFLICT (account, region) DO NOTHING",
                    scope.Account,
                    scope.Region,
                    id ?? LedgerIdentity.New());
                return FindScope(session, scope);
            });
        }

        return new SqliteLedger(database, scope, scopeId, LedgerIdentity.Agree(stored!, id, database.Path), options, time);
    }

    /// <inheritdoc/>
    public ValueTask<LedgerHit?> UseAsync(string family, DefinitionHash hash, DateTimeOffset until, AuditContext audit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hit = _database.Read(session => FindHit(session, family, hash));
        if (hit is null || hit.Value.UsedUntil >= until)
            return ValueTask.FromResult(hit);
        return ValueTask.FromResult(_database.Write(session => Extend(session, family, hash, until, audit)));
    }

    /// <inheritdoc/>
    public Task<LeaseState?> ReadLeaseAsync(string name, CancellationToken cancellationToken) =>
        Read(session => SqliteLedgerLeases.Read(session, _scope, name), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseToken?> TryTakeLeaseAsync(string name, string holder, LeaseState? observed, CancellationToken cancellationToken) =>
        Write(session => SqliteLedgerLeases.TryTake(session, _scope, name, holder, observed), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryRenewLeaseAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        Write(session => SqliteLedgerLeases.TryRenew(session, _scope, lease), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(LeaseToken lease, CancellationToken cancellationToken) => Write(
        session =>
        {
            SqliteLedgerLeases.Release(session, _scope, lease);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<FamilyRecord?> FindFamilyAsync(string family, CancellationToken cancellationToken) =>
        Read(session => SqliteLedgerFamilies.Find(session, _scope, family), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<FamilyRecord> ListFamiliesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var families = await Read(
            session => session.All($"SELECT {SqliteLedgerRows.FamilyColumns} FROM ledger_family WHERE scope_id = $1 ORDER BY name", SqliteLedgerRows.Family, _scope),
            cancellationToken);
        foreach (var family in families)
            yield return family;
    }

    /// <inheritdoc/>
    public Task ChangeFamilyAsync(LeaseToken lease, FamilyChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        FamilyChangeRules.CheckSize(change);
        var family = LeaseNames.FamilyOf(lease);
        return Write(
            session =>
            {
                SqliteLedgerLeases.Check(session, _scope, lease);
                _families.Change(session, family, change, _time.GetUtcNow(), lease.Fence);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryMoveAsync(RevisionMove move, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(move);
        RevisionTransitions.Check(move.From, move.To);
        return Write(session => Move(session, move), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LaunchRevision?> FindForLaunchAsync(LaunchId launch, CancellationToken cancellationToken) => Read(
        session => session.One(
            """
            SELECT f.name, r.revision FROM ledger_revision r JOIN ledger_family f ON f.family_id = r.family_id
            WHERE r.launch = $1 AND f.scope_id = $2 AND r.state <> 'orphan'
            UNION ALL SELECT name, NULL FROM ledger_family WHERE intent_launch = $1 AND scope_id = $2
            LIMIT 1
            """,
            row => new LaunchRevision(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt32(1)),
            launch.Value,
            _scope),
        cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RevisionEntry> ListOpenPerRunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = await Read(
            session => session.All(
                $"""
                SELECT {SqliteLedgerRows.RevisionColumns} FROM ledger_family f JOIN ledger_revision r ON r.family_id = f.family_id
                WHERE f.scope_id = $1 AND r.launch IS NOT NULL AND r.state IN ('active', 'retired', 'orphan', 'deregistering')
                ORDER BY f.name, r.revision DESC
                """,
                SqliteLedgerRows.Revision,
                _scope),
            cancellationToken);
        foreach (var entry in open)
            yield return entry;
    }

    /// <inheritdoc/>
    public Task<RevisionEntry?> FindRevisionAsync(string family, int revision, CancellationToken cancellationToken) =>
        Read(session => FindRevision(session, family, revision), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<RevisionEntry>> ListAsync(RevisionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        LedgerKeys.CheckLimit(filter.Limit);
        return Read(session => SqliteLedgerListing.List(session, _scope, filter), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Page<AuditEntry>> AuditAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        LedgerKeys.CheckLimit(filter.Limit);
        return Read(session => SqliteLedgerAudit.List(session, _scope, filter), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RevisionFact> ScanAsync(string family, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var familyId = await Read(
            session => session.One("SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2", row => row.GetInt64(0), _scope, family),
            cancellationToken);
        // A session of its own: the reader stays open while the caller works.
        using var own = _database.OpenSession();
        using var rows = own.Statement(ScanSql).Bind(familyId).Rows();
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return SqliteLedgerRows.Fact(rows);
        }
    }

    private static (long Id, string? Ledger) FindScope(SqliteSession session, LedgerScope scope) => session.One(
        "SELECT scope_id, ledger FROM ledger_scope WHERE account = $1 AND region = $2",
        row => (row.GetInt64(0), row.GetString(1)),
        scope.Account,
        scope.Region);

    private LedgerHit? FindHit(SqliteSession session, string family, DefinitionHash hash)
    {
        using var rows = session.Statement(HitSql).Bind(_boxedScope, family, hash.Value).Rows();
        return rows.Read() ? new LedgerHit(rows.GetInt32(0), new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero)) : null;
    }

    private RevisionEntry? FindRevision(SqliteSession session, string family, int revision) => session.One(
        $"""
        SELECT {SqliteLedgerRows.RevisionColumns} FROM ledger_family f JOIN ledger_revision r ON r.family_id = f.family_id
        WHERE f.scope_id = $1 AND f.name = $2 AND r.revision = $3
        """,
        SqliteLedgerRows.Revision,
        _scope,
        family,
        revision);

    private LedgerHit? Extend(SqliteSession session, string family, DefinitionHash hash, DateTimeOffset until, AuditContext audit)
    {
        // The collector may have come in between, and so may another launch: the row is read again inside the transaction.
        if (FindHit(session, family, hash) is not { } hit || hit.UsedUntil >= until)
            return FindHit(session, family, hash);

        var (now, ahead) = (_time.GetUtcNow(), until + _options.UseSlack);
        session.Execute(
            """
            UPDATE ledger_current SET used_until = $4
            WHERE family_id = (SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2) AND hash = $3
            """,
            _scope,
            family,
            hash.Value,
            ahead.UtcTicks);
        session.Execute(
            """
            UPDATE ledger_revision SET used_until = $4, last_used_at = max(last_used_at, $5)
            WHERE family_id = (SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2) AND revision = $3
            """,
            _scope,
            family,
            hit.Revision,
            ahead.UtcTicks,
            now.UtcTicks);
        SqliteLedgerAudit.Append(session, _scope, now, family, hit.Revision, hash, RevisionState.Active, RevisionState.Active, audit, fence: null);
        return hit with { UsedUntil = ahead };
    }

    private bool Move(SqliteSession session, RevisionMove move)
    {
        if (move.Lease is { } lease)
            SqliteLedgerLeases.Check(session, _scope, lease);
        if (FindRevision(session, move.Family, move.Revision) is not { } entry)
            return false;

        var now = _time.GetUtcNow();
        var moved = session.Execute(
            """
            UPDATE ledger_revision SET state = $5, state_since = $6, deregistered_at = coalesce($7, deregistered_at)
            WHERE family_id = (SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2)
                AND revision = $3 AND state = $4 AND ($8 IS NULL OR used_until < $8)
            """,
            _scope,
            move.Family,
            move.Revision,
            move.From.ToText(),
            move.To.ToText(),
            now.UtcTicks,
            RevisionMoveRules.DeregisteredAt(move, now)?.UtcTicks,
            move.OnlyIfUnusedAt?.UtcTicks);
        if (moved == 0)
            return false;

        if (move.From == RevisionState.Active)
        {
            session.Execute(
                """
                DELETE FROM ledger_current
                WHERE family_id = (SELECT family_id FROM ledger_family WHERE scope_id = $1 AND name = $2) AND hash = $3 AND revision = $4
                """,
                _scope,
                move.Family,
                entry.Hash.Value,
                move.Revision);
        }

        SqliteLedgerAudit.Append(
            session, _scope, now, move.Family, move.Revision, entry.Hash, move.From, move.To, RevisionMoveRules.AuditOf(move, entry), move.Lease?.Fence);
        return true;
    }

    private Task<T> Read<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_database.Read(work));
    }

    private Task<T> Write<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_database.Write(work));
    }
}
