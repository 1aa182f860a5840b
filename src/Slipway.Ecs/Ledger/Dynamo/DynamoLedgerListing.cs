using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>Pages of revisions and audit entries.</summary>
internal sealed class DynamoLedgerListing(DynamoTable table, DynamoLedgerKeys keys)
{
    internal IAsyncEnumerable<FamilyRecord> FamiliesAsync(CancellationToken cancellationToken) => table
        .QueryAsync(keys.Root, DynamoLedgerKeys.FamilyPrefix, null, descending: false, null, cancellationToken)
        .Select(DynamoLedgerItems.Family);

    internal async Task<Page<RevisionEntry>> RevisionsAsync(RevisionFilter filter, CancellationToken cancellationToken)
    {
        var (fromFamily, belowRevision) = filter.After is { } after ? LedgerKeys.ReadCursor(after) : ("", int.MaxValue);
        var found = new List<RevisionEntry>();
        foreach (var family in await FamilyNamesAsync(filter.Family, cancellationToken))
        {
            if (string.CompareOrdinal(family, fromFamily) < 0)
                continue;

            var below = family == fromFamily ? DynamoLedgerKeys.Revision(belowRevision) : null;
            var items = table.QueryAsync(
                keys.OfFamily(family), DynamoLedgerKeys.RevisionPrefix, below, descending: true, PageSize(filter), cancellationToken);
            await foreach (var item in items)
            {
                var entry = DynamoLedgerItems.Revision(item);
                if (!Matches(entry, filter))
                    continue;
                if (found.Count == filter.Limit)
                    return new Page<RevisionEntry>(found, LedgerKeys.CursorOf(found[^1]));
                found.Add(entry);
            }
        }

        return new Page<RevisionEntry>(found, null);
    }

    // Each family's newest entries, joined: a page costs one query per family, and there are few families.
    internal async Task<Page<AuditEntry>> AuditAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        var after = AuditStart(filter);
        var found = new List<AuditEntry>();
        foreach (var family in await FamilyNamesAsync(filter.Family, cancellationToken))
        {
            var ofFamily = 0;
            var items = table.QueryAsync(
                keys.OfFamily(family), DynamoLedgerKeys.AuditPrefix, after, descending: true, filter.Limit + 1, cancellationToken);
            await foreach (var item in items)
            {
                var entry = DynamoLedgerItems.Audit(item);
                if (entry.At < filter.Since || ofFamily > filter.Limit)
                    break;
                if (!Matches(entry, filter))
                    continue;
                found.Add(entry);
                ofFamily++;
            }
        }

        found.Sort((a, b) => string.CompareOrdinal(b.Id, a.Id));
        return found.Count <= filter.Limit
            ? new Page<AuditEntry>(found, null)
            : new Page<AuditEntry>(found[..filter.Limit], found[filter.Limit - 1].Id);
    }

    private static int? PageSize(RevisionFilter filter) =>
        filter.States.Count == 0 && filter.Hash is null && filter.Launch is null ? filter.Limit + 1 : null;

    private static bool Matches(RevisionEntry entry, RevisionFilter filter) =>
        (filter.States.Count == 0 || filter.States.Contains(entry.State))
        && (filter.Hash is null || filter.Hash == entry.Hash)
        && (filter.Launch is null || filter.Launch == entry.Launch);

    private static bool Matches(AuditEntry entry, AuditFilter filter) =>
        (filter.Revision is null || filter.Revision == entry.Revision)
        && (filter.Actor is null || filter.Actor == entry.By.Actor)
        && (filter.Launch is null || filter.Launch.Value.Value == entry.By.LaunchId)
        && (filter.Before is null || entry.At < filter.Before);

    private static string? AuditStart(AuditFilter filter)
    {
        // An entry's id begins with its instant, so the instant alone sorts before every entry of that instant.
        var before = filter.Before is { } instant
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instant.UtcTicks:D19}")
            : null;
        var start = filter.After is null || (before is not null && string.CompareOrdinal(before, filter.After) < 0) ? before : filter.After;
        return start is null ? null : DynamoLedgerKeys.AuditPrefix + start;
    }

    private async Task<List<string>> FamilyNamesAsync(string? only, CancellationToken cancellationToken)
    {
        if (only is not null)
            return [only];
        var names = new List<string>();
        await foreach (var family in FamiliesAsync(cancellationToken))
            names.Add(family.Name);
        return names;
    }
}
