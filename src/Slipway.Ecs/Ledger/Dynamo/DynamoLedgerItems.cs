using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>The ledger's records to and from DynamoDB items. Attribute names are those of the SQLite store's columns.</summary>
internal sealed class DynamoLedgerItems(DynamoLedgerKeys keys)
{
    internal static LeaseState Lease(string name, Item item) =>
        new(name, item.GetNumber("fence"), item.GetNumber("renewal"), item.FindText("holder"));

    internal Item Lease(LeaseState lease)
    {
        var item = DynamoTable.Key(keys.Root, DynamoLedgerKeys.LeasePrefix + lease.Name);
        item.Set("fence", lease.Fence);
        item.Set("renewal", lease.Renewal);
        item.Set("holder", lease.Holder);
        return item;
    }

    internal static FamilyRecord Family(Item item) => new(
        item.GetText("family"),
        (int)item.GetNumber("highest"),
        item.GetNumber("looked_up") != 0,
        item.FindText("intent_hash") is { } hash
            ? new RegistrationIntent(
                new DefinitionHash(hash),
                (int)item.GetNumber("intent_last"),
                Launch(item.FindText("intent_launch")),
                item.GetInstant("intent_at"),
                Context(item, "intent_"))
            : null);

    internal Item Family(FamilyRecord family)
    {
        var item = DynamoTable.Key(keys.Root, DynamoLedgerKeys.FamilyPrefix + family.Name);
        item.Set("family", family.Name);
        item.Set("highest", family.HighestRevision);
        item.Set("looked_up", family.LookedUp ? 1 : 0);
        if (family.Intent is { } intent)
        {
            item.Set("intent_hash", intent.Hash.Value);
            item.Set("intent_last", intent.LastRevisionBefore);
            item.Set("intent_launch", intent.Launch?.Value);
            item.Set("intent_at", intent.StartedAt);
            SetContext(item, "intent_", intent.Audit);
        }

        return item;
    }

    internal static RevisionEntry Revision(Item item) => new()
    {
        Family = item.GetText("family"),
        Revision = (int)item.GetNumber("revision"),
        Hash = new DefinitionHash(item.GetText("hash")),
        State = RevisionStateNames.Parse(item.GetText("state")),
        StateSince = item.GetInstant("state_since"),
        Launch = Launch(item.FindText("launch")),
        RegisteredAt = item.GetInstant("registered_at"),
        LastUsedAt = item.GetInstant("last_used_at"),
        UsedUntil = item.GetInstant("used_until"),
        DeregisteredAt = item.FindInstant("deregistered_at"),
        ImageVersion = item.FindText("image_version"),
        ImageDigest = item.FindText("image_digest"),
        GitCommit = item.FindText("git_commit"),
    };

    internal static RevisionFact Fact(Item item) => new(
        (int)item.GetNumber("revision"),
        RevisionStateNames.Parse(item.GetText("state")),
        new DefinitionHash(item.GetText("hash")),
        item.FindText("launch"),
        item.GetInstant("registered_at"),
        item.GetInstant("used_until"),
        item.FindInstant("deregistered_at"));

    internal Item Revision(RevisionEntry entry)
    {
        var item = DynamoTable.Key(keys.OfFamily(entry.Family), DynamoLedgerKeys.Revision(entry.Revision));
        item.Set("family", entry.Family);
        item.Set("revision", entry.Revision);
        item.Set("hash", entry.Hash.Value);
        item.Set("state", entry.State.ToText());
        item.Set("state_since", entry.StateSince);
        item.Set("launch", entry.Launch?.Value);
        item.Set("registered_at", entry.RegisteredAt);
        item.Set("last_used_at", entry.LastUsedAt);
        item.Set("used_until", entry.UsedUntil);
        item.Set("deregistered_at", entry.DeregisteredAt);
        item.Set("image_version", entry.ImageVersion);
        item.Set("image_digest", entry.ImageDigest);
        item.Set("git_commit", entry.GitCommit);
        return item;
    }

    internal Item Current(RevisionEntry entry)
    {
        var item = DynamoTable.Key(keys.OfFamily(entry.Family), DynamoLedgerKeys.CurrentPrefix + entry.Hash.Value);
        item.Set("revision", entry.Revision);
        item.Set("used_until", entry.UsedUntil);
        return item;
    }

    internal Item LaunchOf(string launch, string family, int? revision)
    {
        var item = DynamoTable.Key(keys.OfLaunch(launch), DynamoLedgerKeys.LaunchItem);
        item.Set("family", family);
        item.Set("revision", revision);
        return item;
    }

    internal static AuditEntry Audit(Item item) => new()
    {
        Id = item.GetText(DynamoTable.SortKey)[DynamoLedgerKeys.AuditPrefix.Length..],
        At = item.GetInstant("at"),
        Family = item.GetText("family"),
        Revision = (int?)item.FindNumber("revision"),
        Hash = item.FindText("hash") is { } hash ? new DefinitionHash(hash) : null,
        From = RevisionStateNames.TryParse(item.FindText("from_state")),
        To = RevisionStateNames.TryParse(item.FindText("to_state")),
        By = Context(item, ""),
        Fence = item.FindNumber("fence"),
    };

    internal Item Audit(AuditEntry entry)
    {
        var item = DynamoTable.Key(keys.OfFamily(entry.Family), DynamoLedgerKeys.AuditPrefix + entry.Id);
        item.Set("at", entry.At);
        item.Set("family", entry.Family);
        item.Set("revision", entry.Revision);
        item.Set("hash", entry.Hash?.Value);
        item.Set("from_state", entry.From?.ToText());
        item.Set("to_state", entry.To?.ToText());
        SetContext(item, "", entry.By);
        item.Set("fence", entry.Fence);
        return item;
    }

    private static LaunchId? Launch(string? text) => text is null ? null : LaunchId.Parse(text);

    private static AuditContext Context(Item item, string prefix) => new(item.GetText(prefix + "actor"), item.GetText(prefix + "reason"))
    {
        LaunchId = item.FindText(prefix + "for"),
        ImageVersion = item.FindText(prefix + "image_version"),
        ImageDigest = item.FindText(prefix + "image_digest"),
        GitCommit = item.FindText(prefix + "git_commit"),
    };

    private static void SetContext(Item item, string prefix, AuditContext context)
    {
        item.Set(prefix + "actor", context.Actor);
        item.Set(prefix + "reason", context.Reason);
        item.Set(prefix + "for", context.LaunchId);
        item.Set(prefix + "image_version", context.ImageVersion);
        item.Set(prefix + "image_digest", context.ImageDigest);
        item.Set(prefix + "git_commit", context.GitCommit);
    }
}
