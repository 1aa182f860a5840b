using Amazon.DynamoDBv2.Model;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>The parts that the ledger's transactions are put together from.</summary>
internal sealed class DynamoLedgerWrites(DynamoLedgerKeys keys, DynamoLedgerItems items)
{
    // Tells this writer's audit entries of one instant from another writer's.
    private readonly string _writer = Guid.NewGuid().ToString("n")[..8];
    private int _sequence;

    internal static TransactWriteItem Put(Item item) => new() { Put = new Put { Item = item } };

    internal static TransactWriteItem PutNew(Item item) => new() { Put = new Put { Item = item, ConditionExpression = "attribute_not_exists(pk)" } };

    internal static TransactWriteItem Delete(string pk, string sk) => new() { Delete = new Delete { Key = DynamoTable.Key(pk, sk) } };

    internal TransactWriteItem Holds(LeaseToken lease) => new()
    {
        ConditionCheck = new ConditionCheck
        {
            Key = DynamoTable.Key(keys.Root, DynamoLedgerKeys.LeasePrefix + lease.Name),
            ConditionExpression = "fence = :fence AND attribute_exists(holder)",
            ExpressionAttributeValues = new Item(StringComparer.Ordinal) { [":fence"] = DynamoValue.Number(lease.Fence) },
        },
    };

    /// <summary>Writes a lease if it is still what was read.</summary>
    internal TransactWriteItem ReplaceLease(LeaseState? read, LeaseState next)
    {
        if (read is null)
            return PutNew(items.Lease(next));

        var put = new Put
        {
            Item = items.Lease(next),
            ConditionExpression = "fence = :fence AND renewal = :renewal AND " + (read.Holder is null ? "attribute_not_exists(holder)" : "holder = :holder"),
            ExpressionAttributeValues = new Item(StringComparer.Ordinal)
            {
                [":fence"] = DynamoValue.Number(read.Fence),
                [":renewal"] = DynamoValue.Number(read.Renewal),
            },
        };
        if (read.Holder is { } holder)
            put.ExpressionAttributeValues[":holder"] = DynamoValue.Text(holder);
        return new TransactWriteItem { Put = put };
    }

    internal TransactWriteItem ExtendCurrent(string family, DefinitionHash hash, LedgerHit hit, DateTimeOffset until) => new()
    {
        Update = new Update
        {
            Key = DynamoTable.Key(keys.OfFamily(family), DynamoLedgerKeys.CurrentPrefix + hash.Value),
            UpdateExpression = "SET used_until = :until",
            ConditionExpression = "revision = :revision AND used_until < :until",
            ExpressionAttributeValues = new Item(StringComparer.Ordinal)
            {
                [":revision"] = DynamoValue.Number(hit.Revision),
                [":until"] = DynamoValue.Instant(until),
            },
        },
    };

    internal TransactWriteItem ExtendRevision(string family, LedgerHit hit, DateTimeOffset until, DateTimeOffset now) => new()
    {
        Update = new Update
        {
            Key = DynamoTable.Key(keys.OfFamily(family), DynamoLedgerKeys.Revision(hit.Revision)),
            UpdateExpression = "SET used_until = :until, last_used_at = :now",
            ConditionExpression = "#state = :active",
            ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#state"] = "state" },
            ExpressionAttributeValues = new Item(StringComparer.Ordinal)
            {
                [":active"] = DynamoValue.Text(RevisionState.Active.ToText()),
                [":until"] = DynamoValue.Instant(until),
                [":now"] = DynamoValue.Instant(now),
            },
        },
    };

    internal TransactWriteItem Step(RevisionMove move, DateTimeOffset now)
    {
        var update = new Update
        {
            Key = DynamoTable.Key(keys.OfFamily(move.Family), DynamoLedgerKeys.Revision(move.Revision)),
            UpdateExpression = "SET #state = :to, state_since = :now",
            ConditionExpression = "#state = :from",
            ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["#state"] = "state" },
            ExpressionAttributeValues = new Item(StringComparer.Ordinal)
            {
                [":from"] = DynamoValue.Text(move.From.ToText()),
                [":to"] = DynamoValue.Text(move.To.ToText()),
                [":now"] = DynamoValue.Instant(now),
            },
        };
        if (RevisionMoveRules.DeregisteredAt(move, now) is { } deregistered)
        {
            update.UpdateExpression += ", deregistered_at = :deregistered";
            update.ExpressionAttributeValues[":deregistered"] = DynamoValue.Instant(deregistered);
        }

        if (move.OnlyIfUnusedAt is { } unused)
        {
            update.ConditionExpression += " AND used_until < :unused";
            update.ExpressionAttributeValues[":unused"] = DynamoValue.Instant(unused);
        }

        return new TransactWriteItem { Update = update };
    }

    internal TransactWriteItem DropCurrent(RevisionEntry entry) => new()
    {
        Delete = new Delete
        {
            Key = DynamoTable.Key(keys.OfFamily(entry.Family), DynamoLedgerKeys.CurrentPrefix + entry.Hash.Value),
            ConditionExpression = "revision = :revision",
            ExpressionAttributeValues = new Item(StringComparer.Ordinal) { [":revision"] = DynamoValue.Number(entry.Revision) },
        },
    };

    internal TransactWriteItem Audit(AuditEntry entry) => PutNew(items.Audit(entry with
    {
        Id = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{entry.At.UtcTicks:D19}#{(uint)Interlocked.Increment(ref _sequence):D10}#{_writer}"),
    }));
}
