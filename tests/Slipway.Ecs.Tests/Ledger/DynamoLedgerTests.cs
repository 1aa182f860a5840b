using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Dynamo;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;
using Slipway.TestKits.Components;
using Slipway.TestKits.Ledger;

namespace Slipway.Ecs.Tests.Ledger;

[Trait("needs", "aws-standin")]
public sealed class DynamoLedgerTests(MotoServer moto) : LedgerConformance, IClassFixture<MotoServer>, IDisposable
{
    private readonly string _table = $"ledger-{Guid.NewGuid():n}";
    private readonly AmazonDynamoDBClient _client = new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = moto.Endpoint.ToString(),
            AuthenticationRegion = "eu-central-1",
            HttpClientFactory = new OneRequestAtATime(),
        });

    public void Dispose() => _client.Dispose();

    protected override async Task<ILedger> OpenAsync(LedgerScope scope, string? id)
    {
        // The waits of a contended table are real here: the manual clock is for what the ledger writes.
        var table = new DynamoTable(_client, _table, TimeProvider.System);
        await table.CreateIfMissingAsync(TestContext.Current.CancellationToken);
        return await DynamoLedger.OpenAsync(table, scope, id, Options, Clock, TestContext.Current.CancellationToken);
    }
}
