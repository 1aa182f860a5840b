using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Slipway.Aws;
using Slipway.Core.Errors;

namespace Slipway.Ecs.Storage;

/// <summary>
/// One DynamoDB table that an environment's agents share: a text partition key <c>pk</c> and a text sort key <c>sk</c>, with each part of Slipway
/// under a <c>pk</c> prefix of its own. Reads are strongly consistent.
/// </summary>
/// <remarks>
/// Every write is a transaction, even of one item: it carries a client request token (filled in by the SDK), so that the SDK's re-send after a lost
/// response is answered as the first one was. A plain conditional put would then fail on its own effect.
/// </remarks>
public sealed class DynamoTable
{
    /// <summary>The partition key's name.</summary>
    public const string PartitionKey = "pk";

    /// <summary>The sort key's name.</summary>
    public const string SortKey = "sk";

    // Another transaction holds one of the items for a few milliseconds; DynamoDB does not wait, so this does.
    private const int MaxConflicts = 12;

    private static readonly TimeSpan FirstConflictDelay = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan MaxConflictDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CreationPoll = TimeSpan.FromSeconds(1);

    private readonly IAmazonDynamoDB _client;
    private readonly TimeProvider _time;

    /// <summary>Uses a table; nothing is sent yet.</summary>
    /// <param name="client">The client; the caller keeps it.</param>
    /// <param name="name">The table's name.</param>
    /// <param name="time">The clock of the waits.</param>
    public DynamoTable(IAmazonDynamoDB client, string name, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(time);
        (_client, Name, _time) = (client, name, time);
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The key of an item.</summary>
    public static Dictionary<string, AttributeValue> Key(string pk, string sk) => new(StringComparer.Ordinal)
    {
        [PartitionKey] = DynamoValue.Text(pk),
        [SortKey] = DynamoValue.Text(sk),
    };

    /// <summary>Makes the table (on-demand capacity) when it is not there, and waits until it can be used: for tests and laptops. Environments get theirs from the infrastructure.</summary>
    public async Task CreateIfMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = Name,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions =
                    [
                        new AttributeDefinition(PartitionKey, ScalarAttributeType.S),
                        new AttributeDefinition(SortKey, ScalarAttributeType.S),
                    ],
                    KeySchema = [new KeySchemaElement(PartitionKey, KeyType.HASH), new KeySchemaElement(SortKey, KeyType.RANGE)],
                },
                cancellationToken);
        }
        catch (ResourceInUseException)
        {
            // Another process made it first.
        }

        while ((await _client.DescribeTableAsync(Name, cancellationToken)).Table.TableStatus != TableStatus.ACTIVE)
            await Task.Delay(CreationPoll, _time, cancellationToken);
    }

    /// <summary>Reads one item at its newest state; null when there is none.</summary>
    /// <exception cref="SlipwayException">
    /// <c>storage.no-table</c>: the table does not exist in this account and region. <c>storage.access-denied</c>, <c>storage.throttled</c>,
    /// <c>storage.unreachable</c>, <c>storage.failed</c>, <c>storage.refused</c>: what DynamoDB said; so for every call.
    /// </exception>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string pk, string sk, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = Name, Key = Key(pk, sk), ConsistentRead = true };
        var response = await CallAsync("GetItem", () => _client.GetItemAsync(request, cancellationToken), cancellationToken);
        return response.IsItemSet ? response.Item : null;
    }

    /// <summary>Reads the items of a partition whose sort key begins with a prefix, in order, as many pages as the caller takes.</summary>
    /// <param name="pk">The partition.</param>
    /// <param name="prefix">What the sort key begins with; empty means all.</param>
    /// <param name="after">Begins behind this sort key (in the direction of travel); null begins at the end it comes from.</param>
    /// <param name="descending">Greatest sort key first.</param>
    /// <param name="pageSize">Items per request; null lets DynamoDB fill its megabyte.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        string pk,
        string prefix,
        string? after,
        bool descending,
        int? pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = after is null ? null : Key(pk, after);
        do
        {
            var request = new QueryRequest
            {
                TableName = Name,
                ConsistentRead = true,
                ScanIndexForward = !descending,
                KeyConditionExpression = prefix.Length == 0 ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":pk"] = DynamoValue.Text(pk) },
            };
            if (prefix.Length > 0)
                request.ExpressionAttributeValues[":prefix"] = DynamoValue.Text(prefix);
            if (pageSize is { } limit)
                request.Limit = limit;
            if (start is not null)
                request.ExclusiveStartKey = start;

            var page = await CallAsync("Query", () => _client.QueryAsync(request, cancellationToken), cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return item;
            start = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (start is not null);
    }

    /// <summary>Writes all items or none.</summary>
    /// <param name="items">Puts, updates, deletes and condition checks; the table's name is filled in. At most 100 (DynamoDB's limit).</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have happened.</param>
    /// <returns>False when a condition did not hold, and nothing was written.</returns>
    public async Task<bool> WriteAsync(IReadOnlyList<TransactWriteItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
            FillInTable(item);

        var delay = FirstConflictDelay;
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                var request = new TransactWriteItemsRequest { TransactItems = [.. items] };
                await CallAsync("TransactWriteItems", () => _client.TransactWriteItemsAsync(request, cancellationToken), cancellationToken);
                return true;
            }
            catch (TransactionCanceledException exception) when (Has(exception, "ConditionalCheckFailed"))
            {
                return false;
            }
            catch (TransactionCanceledException exception) when (Has(exception, "TransactionConflict") && conflicts < MaxConflicts)
            {
                // Half fixed and half random, so that two that collide do not collide again.
                await Task.Delay(delay / 2 + (delay / 2 * Random.Shared.NextDouble()), _time, cancellationToken);
                delay = delay * 2 < MaxConflictDelay ? delay * 2 : MaxConflictDelay;
            }
        }
    }

    private static bool Has(TransactionCanceledException exception, string code) =>
        exception.CancellationReasons is { } reasons && reasons.Any(reason => reason.Code == code);

    private void FillInTable(TransactWriteItem item)
    {
        if (item.Put is { } put)
            put.TableName = Name;
        if (item.Update is { } update)
            update.TableName = Name;
        if (item.Delete is { } delete)
            delete.TableName = Name;
        if (item.ConditionCheck is { } check)
            check.TableName = Name;
    }

    private async Task<T> CallAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (ResourceNotFoundException exception)
        {
            throw NoTable(exception);
        }
        catch (Exception exception) when (exception is not TransactionCanceledException && !cancellationToken.IsCancellationRequested
            && AwsFailure.Of("dynamodb", operation, Name, exception) is { } failure)
        {
            throw new SlipwayException(CodeOf(failure), failure.Message, failure);
        }
    }

    private static string CodeOf(AwsException failure) => failure switch
    {
        AwsAccessDeniedException or AwsCredentialsException => "storage.access-denied",
        AwsThrottlingException => "storage.throttled",
        AwsUnreachableException => "storage.unreachable",
        AwsServerFaultException => "storage.failed",
        // Over its own limit, or the table's.
        { Code: "ProvisionedThroughputExceededException" } => "storage.throttled",
        _ => "storage.refused",
    };

    private SlipwayException NoTable(ResourceNotFoundException exception) => new(
        "storage.no-table",
        $"The DynamoDB table {Name} does not exist in this account and region. Deploy the environment's infrastructure, or correct the setting ledger.table.",
        exception);
}
