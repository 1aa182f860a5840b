using Amazon.DynamoDBv2.Model;
using Slipway.Core.Launches;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Launches in the environment's DynamoDB table, shared by its agents. Item <c>launch#ID</c> / <c>record</c> holds the launch; item <c>launches-open</c> /
/// <c>ID</c> exists while it is open. Ended ones carry <c>expiresAt</c> (seconds since 1970), for a table with time-to-live on that attribute.
/// </summary>
/// <param name="table">The table.</param>
public sealed class DynamoLaunchStore(DynamoTable table) : ILaunchStore
{
    private const string OpenPartition = "launches-open";
    private const string RecordKey = "record";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public async Task<LaunchRecord?> GetAsync(LaunchId id, CancellationToken cancellationToken)
    {
        var item = await table.GetAsync(PartitionOf(id), RecordKey, cancellationToken);
        return item is null ? null : Read(item);
    }

    /// <inheritdoc/>
    public async Task<LaunchRecord?> TryPutAsync(LaunchRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var next = record with { Version = record.Version + 1 };
        var item = DynamoTable.Key(PartitionOf(next.Id), RecordKey);
        item.Set("version", next.Version);
        item["document"] = new AttributeValue { B = new MemoryStream(LaunchRecordJson.Write(next)) };
        if (LaunchEnd.At(next) is { } ended)
        {
            item.Set("endedAt", ended);
            item.Set("expiresAt", (ended + Kept).ToUnixTimeSeconds());
        }

        var put = new Put { Item = item };
        if (record.Version == 0)
        {
            put.ConditionExpression = "attribute_not_exists(pk)";
        }
        else
        {
            put.ConditionExpression = "version = :before";
            put.ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":before"] = DynamoValue.Number(record.Version) };
        }

        var writes = new List<TransactWriteItem> { new() { Put = put } };
        var open = DynamoTable.Key(OpenPartition, next.Id.Value);
        var isOpen = LaunchEnd.IsOpen(next);
        if (record.Version == 0 && isOpen)
            writes.Add(new TransactWriteItem { Put = new Put { Item = open } });
        else if (!isOpen)
            writes.Add(new TransactWriteItem { Delete = new Delete { Key = open } });
        return await table.WriteAsync(writes, cancellationToken) ? next : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LaunchId>> ListOpenAsync(CancellationToken cancellationToken)
    {
        var open = new List<LaunchId>();
        await foreach (var item in table.QueryAsync(OpenPartition, "", after: null, descending: false, pageSize: null, cancellationToken))
            open.Add(LaunchId.Parse(item.GetText(DynamoTable.SortKey)));
        return open;
    }

    /// <summary>DynamoDB forgets ended launches by itself, by <c>expiresAt</c>; a scan of the whole table would cost more than it saves.</summary>
    /// <returns>Always 0.</returns>
    public Task<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => Task.FromResult(0);

    private static string PartitionOf(LaunchId id) => $"launch#{id.Value}";

    private static LaunchRecord Read(Dictionary<string, AttributeValue> item) => LaunchRecordJson.Read(item["document"].B.ToArray());
}
