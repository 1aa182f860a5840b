using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Slipway.Core.Errors;
using Slipway.Ecs.Storage;
using Slipway.TestKits.Components;

namespace Slipway.Ecs.Tests.Storage;

[Trait("needs", "aws-standin")]
public sealed class DynamoTableTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [Fact]
    public async Task A_write_happens_as_a_whole_or_not_at_all()
    {
        var table = await NewTableAsync();
        Assert.True(await table.WriteAsync([Put("a", "1", mustBeNew: true)], TestContext.Current.CancellationToken));

        Assert.False(await table.WriteAsync([Put("a", "2", mustBeNew: true), Put("a", "1", mustBeNew: true)], TestContext.Current.CancellationToken));

        Assert.NotNull(await table.GetAsync("a", "1", TestContext.Current.CancellationToken));
        Assert.Null(await table.GetAsync("a", "2", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false, null, "1,2,3,4,5")]
    [InlineData(true, null, "5,4,3,2,1")]
    [InlineData(true, "x-4", "3,2,1")]
    public async Task A_query_walks_all_pages_in_order(bool descending, string? after, string expected)
    {
        var table = await NewTableAsync();
        foreach (var sk in new[] { "x-3", "x-1", "y-0", "x-5", "x-2", "x-4" })
            await table.WriteAsync([Put("p", sk, mustBeNew: true)], TestContext.Current.CancellationToken);

        var found = new List<string>();
        await foreach (var item in table.QueryAsync("p", "x-", after, descending, pageSize: 2, TestContext.Current.CancellationToken))
            found.Add(item.GetText(DynamoTable.SortKey)[2..]);

        Assert.Equal(expected, string.Join(',', found));
    }

    [Fact]
    public async Task A_missing_table_is_named()
    {
        using var client = NewClient();
        var table = new DynamoTable(client, "nowhere", TimeProvider.System);

        var error = await Assert.ThrowsAsync<SlipwayException>(() => table.GetAsync("a", "b", TestContext.Current.CancellationToken));

        Assert.Equal("storage.no-table", error.Code);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Making_the_table_twice_is_no_error()
    {
        var table = await NewTableAsync();
        await table.CreateIfMissingAsync(TestContext.Current.CancellationToken);
    }

    private static TransactWriteItem Put(string pk, string sk, bool mustBeNew) => new()
    {
        Put = new Put { Item = DynamoTable.Key(pk, sk), ConditionExpression = mustBeNew ? "attribute_not_exists(pk)" : null },
    };

    private AmazonDynamoDBClient NewClient() => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig { ServiceURL = moto.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });

    private async Task<DynamoTable> NewTableAsync()
    {
        var table = new DynamoTable(NewClient(), $"t-{Guid.NewGuid():n}", TimeProvider.System);
        await table.CreateIfMissingAsync(TestContext.Current.CancellationToken);
        return table;
    }
}
