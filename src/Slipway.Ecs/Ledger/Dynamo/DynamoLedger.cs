using System.Runtime.CompilerServices;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>The ledger that all agents of an environment share: items in a <see cref="DynamoTable"/>.</summary>
public sealed class DynamoLedger : ILedger
{
    // Each further try means that another launch extended the same revision in between, which is what this one wants too.
    private const int MaxExtensions = 10;

    private readonly DynamoTable _table;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly DynamoLedgerKeys _keys;
    private readonly DynamoLedgerItems _items;
    private readonly DynamoLedgerWrites _writes;
    private readonly DynamoLedgerListing _listing;

    private DynamoLedger(DynamoTable table, LedgerScope scope, string id, LedgerOptions options, TimeProvider time)
    {
        (_table, Scope, Id, _options, _time) = (table, scope, id, options, time);
        _keys = new DynamoLedgerKeys(scope);
        _items = new DynamoLedgerItems(_keys);
        _writes = new DynamoLedgerWrites(_keys, _items);
        _listing = new DynamoLedgerListing(table, _keys);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public LedgerScope Scope { get; }

    /// <summary>Opens the ledger of an account and region in a table that exists.</summary>
    /// <param name="table">The table.</param>
    /// <param name="scope">The account and region.</param>
    /// <param name="id">The ledger's id; null takes the one that the table holds, or a random one for a new ledger.</param>
    /// <param name="options">How it keeps its promises.</param>
    /// <param name="time">The clock of the entries.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SlipwayException"><c>ledger.other-id</c>: the table's ledger has another id. <c>ledger.bad-id</c>. <c>storage.no-table</c>.</exception>
    public static async Task<DynamoLedger> OpenAsync(
        DynamoTable table,
        LedgerScope scope,
        string? id,
        LedgerOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (id is not null)
            LedgerIdentity.Check(id);

        var keys = new DynamoLedgerKeys(scope);
        var stored = await table.GetAsync(keys.Root, DynamoLedgerKeys.Identity, cancellationToken);
        if (stored is null)
        {
            stored = DynamoTable.Key(keys.Root, DynamoLedgerKeys.Identity);
            stored.Set("ledger", id ?? LedgerIdentity.New());
            if (!await table.WriteAsync([DynamoLedgerWrites.PutNew(stored)], cancellationToken))
                stored = (await table.GetAsync(keys.Root, DynamoLedgerKeys.Identity, cancellationToken))!;
        }

        var agreed = LedgerIdentity.Agree(stored.GetText("ledger"), id, $"the DynamoDB table {table.Name}");
        return new DynamoLedger(table, scope, agreed, options, time);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerHit?> UseAsync(
        string family,
        DefinitionHash hash,
        DateTimeOffset until,
        AuditContext audit,
        CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxExtensions; i++)
        {
            var item = await _table.GetAsync(_keys.OfFamily(family), DynamoLedgerKeys.CurrentPrefix + hash.Value, cancellationToken);
            if (item is null)
                return null;
            var hit = new LedgerHit((int)item.GetNumber("revision"), item.GetInstant("used_until"));
            if (hit.UsedUntil >= until)
                return hit;

            var (now, ahead) = (_time.GetUtcNow(), until + _options.UseSlack);
            var extended = await _table.WriteAsync(
                [
                    _writes.ExtendCurrent(family, hash, hit, ahead),
                    _writes.ExtendRevision(family, hit, ahead, now),
                    _writes.Audit(NewAudit(now, family, hit.Revision, hash, RevisionState.Active, RevisionState.Active, audit, null)),
                ],
                cancellationToken);
            if (extended)
                return hit with { UsedUntil = ahead };
        }

        throw new SlipwayException(
            "ledger.contended",
            $"The use of {family}'s revision for {hash} could not be written to the table {_table.Name} in {MaxExtensions} tries, since others kept changing it. Try again.");
    }

    /// <inheritdoc/>
    public async Task<LeaseState?> ReadLeaseAsync(string name, CancellationToken cancellationToken) =>
        await _table.GetAsync(_keys.Root, DynamoLedgerKeys.LeasePrefix + name, cancellationToken) is { } item ? DynamoLedgerItems.Lease(name, item) : null;

    /// <inheritdoc/>
    public async Task<LeaseToken?> TryTakeLeaseAsync(string name, string holder, LeaseState? observed, CancellationToken cancellationToken)
    {
        var now = await ReadLeaseAsync(name, cancellationToken);
        if (now is { Holder: not null } && now != observed)
            return null;

        var next = new LeaseState(name, (now?.Fence ?? 0) + 1, 0, holder);
        return await _table.WriteAsync([_writes.ReplaceLease(now, next)], cancellationToken) ? new LeaseToken(name, next.Fence) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryRenewLeaseAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        await ReadLeaseAsync(lease.Name, cancellationToken) is { Holder: not null } now
        && now.Fence == lease.Fence
        && await _table.WriteAsync([_writes.ReplaceLease(now, now with { Renewal = now.Renewal + 1 })], cancellationToken);

    /// <inheritdoc/>
    public async Task ReleaseLeaseAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        // A renewal of the same holder may come in between; nobody else changes a held lease without a new fence.
        while (await ReadLeaseAsync(lease.Name, cancellationToken) is { Holder: not null } now && now.Fence == lease.Fence)
        {
            if (await _table.WriteAsync([_writes.ReplaceLease(now, now with { Holder = null })], cancellationToken))
                return;
        }
    }

    /// <inheritdoc/>
    public async Task<FamilyRecord?> FindFamilyAsync(string family, CancellationToken cancellationToken) =>
        await _table.GetAsync(_keys.Root, DynamoLedgerKeys.FamilyPrefix + family, cancellationToken) is { } item ? DynamoLedgerItems.Family(item) : null;

    /// <inheritdoc/>
    public IAsyncEnumerable<FamilyRecord> ListFamiliesAsync(CancellationToken cancellationToken) => _listing.FamiliesAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ChangeFamilyAsync(LeaseToken lease, FamilyChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        FamilyChangeRules.CheckSize(change);
        var family = LeaseNames.FamilyOf(lease);
        await CheckAsync(lease, cancellationToken);
        var before = await FindFamilyAsync(family, cancellationToken);
        var transaction = new DynamoFamilyChange(_keys, _items, _writes, family, change, before, _time.GetUtcNow(), lease).Build();
        if (await _table.WriteAsync(transaction, cancellationToken))
            return;

        await CheckAsync(lease, cancellationToken);
        foreach (var revision in change.Revisions)
        {
            if (await FindRevisionAsync(family, revision.Revision, cancellationToken) is not null)
                throw FamilyChangeRules.AlreadyKnown(family, revision.Revision);
        }

        throw FamilyChangeRules.AlreadyActive(family, change.Revisions[0].Hash);
    }

    /// <inheritdoc/>
    public async Task<bool> TryMoveAsync(RevisionMove move, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(move);
        RevisionTransitions.Check(move.From, move.To);
        if (move.Lease is { } held)
            await CheckAsync(held, cancellationToken);
        if (await FindRevisionAsync(move.Family, move.Revision, cancellationToken) is not { } entry || entry.State != move.From)
            return false;

        var now = _time.GetUtcNow();
        List<Amazon.DynamoDBv2.Model.TransactWriteItem> transaction = [_writes.Step(move, now)];
        if (move.From == RevisionState.Active && entry.Launch is null)
            transaction.Add(_writes.DropCurrent(entry));
        if (move.To is RevisionState.Deregistered or RevisionState.Deleted && entry.Launch is not null)
            transaction.Add(DynamoLedgerWrites.Delete(_keys.Open, DynamoLedgerKeys.OpenItem(move.Family, move.Revision)));
        if (move.Lease is { } lease)
            transaction.Add(_writes.Holds(lease));
        transaction.Add(_writes.Audit(NewAudit(
            now, move.Family, move.Revision, entry.Hash, move.From, move.To, RevisionMoveRules.AuditOf(move, entry), move.Lease?.Fence)));
        if (await _table.WriteAsync(transaction, cancellationToken))
            return true;

        if (move.Lease is { } lost)
            await CheckAsync(lost, cancellationToken);
        return false;
    }

    /// <inheritdoc/>
    public async Task<LaunchRevision?> FindForLaunchAsync(LaunchId launch, CancellationToken cancellationToken) =>
        await _table.GetAsync(_keys.OfLaunch(launch.Value), DynamoLedgerKeys.LaunchItem, cancellationToken) is { } item
            ? new LaunchRevision(item.GetText("family"), (int?)item.FindNumber("revision"))
            : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RevisionEntry> ListOpenPerRunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in _table.QueryAsync(_keys.Open, "", null, descending: false, null, cancellationToken))
        {
            var (family, revision) = DynamoLedgerKeys.ReadOpenItem(item.GetText(DynamoTable.SortKey));
            if (await FindRevisionAsync(family, revision, cancellationToken) is { } entry)
                yield return entry;
        }
    }

    /// <inheritdoc/>
    public async Task<RevisionEntry?> FindRevisionAsync(string family, int revision, CancellationToken cancellationToken) =>
        await _table.GetAsync(_keys.OfFamily(family), DynamoLedgerKeys.Revision(revision), cancellationToken) is { } item
            ? DynamoLedgerItems.Revision(item)
            : null;

    /// <inheritdoc/>
    public Task<Page<RevisionEntry>> ListAsync(RevisionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        LedgerKeys.CheckLimit(filter.Limit);
        return _listing.RevisionsAsync(filter, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Page<AuditEntry>> AuditAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        LedgerKeys.CheckLimit(filter.Limit);
        return _listing.AuditAsync(filter, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RevisionFact> ScanAsync(string family, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = _table.QueryAsync(_keys.OfFamily(family), DynamoLedgerKeys.RevisionPrefix, null, descending: true, null, cancellationToken);
        await foreach (var item in items)
        {
            var fact = DynamoLedgerItems.Fact(item);
            if (fact.State != RevisionState.Deleted)
                yield return fact;
        }
    }

    private static AuditEntry NewAudit(
        DateTimeOffset at,
        string family,
        int revision,
        DefinitionHash hash,
        RevisionState from,
        RevisionState to,
        AuditContext by,
        long? fence) =>
        new() { Id = "", At = at, Family = family, Revision = revision, Hash = hash, From = from, To = to, By = by, Fence = fence };

    private async Task CheckAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        if (await ReadLeaseAsync(lease.Name, cancellationToken) is not { Holder: not null } now || now.Fence != lease.Fence)
            throw new LeaseLostException(lease);
    }
}
