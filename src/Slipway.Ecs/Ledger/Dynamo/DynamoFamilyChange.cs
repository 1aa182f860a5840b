using Amazon.DynamoDBv2.Model;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>
/// One <see cref="FamilyChange"/> as the items of one transaction. The family's item is written as a whole: only the holder of its lease writes it, and
/// the transaction checks that.
/// </summary>
internal sealed class DynamoFamilyChange(
    DynamoLedgerKeys keys,
    DynamoLedgerItems items,
    DynamoLedgerWrites writes,
    string family,
    FamilyChange change,
    FamilyRecord? before,
    DateTimeOffset now,
    LeaseToken lease)
{
    private readonly List<TransactWriteItem> _transaction = [];
    private readonly Dictionary<string, int?> _launches = new(StringComparer.Ordinal);

    internal List<TransactWriteItem> Build()
    {
        var intent = before?.Intent;
        if (change.ClearIntent && intent is null)
            throw FamilyChangeRules.NoIntent(family);
        if (change.Begin is not null && intent is not null && !change.ClearIntent)
            throw FamilyChangeRules.IntentInTheWay(family);

        _transaction.Add(writes.Holds(lease));
        foreach (var revision in change.Revisions)
            Insert(revision, intent);
        if (change.ClearIntent && !FamilyChangeRules.IsSettledBy(change, intent!))
            GiveUp(intent!);
        if (change.Begin is { } begin)
            Begin(begin);

        foreach (var (launch, revision) in _launches)
        {
            _transaction.Add(revision is 0
                ? DynamoLedgerWrites.Delete(keys.OfLaunch(launch), DynamoLedgerKeys.LaunchItem)
                : DynamoLedgerWrites.Put(items.LaunchOf(launch, family, revision)));
        }

        var highest = change.Revisions.Select(revision => revision.Revision).Append(change.HighestSeen).Append(before?.HighestRevision ?? 0).Max();
        var after = new FamilyRecord(
            family,
            highest,
            change.LookedUp || (before?.LookedUp ?? false),
            change.Begin ?? (change.ClearIntent ? null : intent));
        _transaction.Add(DynamoLedgerWrites.Put(items.Family(after)));
        return _transaction;
    }

    private void Insert(NewRevision revision, RegistrationIntent? intent)
    {
        var ofIntent = FamilyChangeRules.SettlesIntent(change, intent, revision);
        RevisionState? from = ofIntent ? RevisionState.Registering : null;
        RevisionTransitions.Check(from, revision.State);
        var origin = FamilyChangeRules.OriginOf(revision, ofIntent, intent, change.Audit);

        var entry = new RevisionEntry
        {
            Family = family,
            Revision = revision.Revision,
            Hash = revision.Hash,
            State = revision.State,
            StateSince = now,
            Launch = revision.Launch,
            RegisteredAt = revision.RegisteredAt,
            LastUsedAt = revision.RegisteredAt,
            UsedUntil = revision.UsedUntil,
            DeregisteredAt = revision.DeregisteredAt,
            ImageVersion = origin.ImageVersion,
            ImageDigest = origin.ImageDigest,
            GitCommit = origin.GitCommit,
        };
        _transaction.Add(DynamoLedgerWrites.PutNew(items.Revision(entry)));
        if (entry is { State: RevisionState.Active, Launch: null })
            _transaction.Add(DynamoLedgerWrites.PutNew(items.Current(entry)));
        if (entry.Launch is { } launch)
        {
            if (entry.State != RevisionState.Orphan)
                _launches[launch.Value] = entry.Revision;
            if (entry.State != RevisionState.Deregistered)
                _transaction.Add(DynamoLedgerWrites.Put(DynamoTable.Key(keys.Open, DynamoLedgerKeys.OpenItem(family, entry.Revision))));
        }

        Audit(entry.Revision, entry.Hash, from, entry.State, origin);
    }

    private void GiveUp(RegistrationIntent intent)
    {
        if (intent.Launch is { } launch)
            _launches[launch.Value] = 0;
        Audit(null, intent.Hash, RevisionState.Registering, null, FamilyChangeRules.GivingUp(intent, change.Audit));
    }

    private void Begin(RegistrationIntent intent)
    {
        if (intent.Launch is { } launch)
            _launches[launch.Value] = null;
        Audit(null, intent.Hash, null, RevisionState.Registering, intent.Audit);
    }

    private void Audit(int? revision, DefinitionHash hash, RevisionState? from, RevisionState? to, AuditContext by) => _transaction.Add(writes.Audit(new AuditEntry
    {
        Id = "",
        At = now,
        Family = family,
        Revision = revision,
        Hash = hash,
        From = from,
        To = to,
        By = by,
        Fence = lease.Fence,
    }));
}
