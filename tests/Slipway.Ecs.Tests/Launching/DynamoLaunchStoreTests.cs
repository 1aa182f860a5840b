using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;
using Slipway.TestKits.Components;
using Slipway.TestKits.Launching;

namespace Slipway.Ecs.Tests.Launching;

[Trait("needs", "aws-standin")]
public sealed class DynamoLaunchStoreTests(MotoServer moto) : LaunchStoreConformance, IClassFixture<MotoServer>, IDisposable
{
    private readonly string _table = $"launches-{Guid.NewGuid():n}";
    private readonly List<AmazonDynamoDBClient> _clients = [];

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    protected override async Task<ILaunchStore> OpenAsync()
    {
        var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig
            {
                ServiceURL = moto.Endpoint.AbsoluteUri,
                AuthenticationRegion = "eu-central-1",
                HttpClientFactory = new OneRequestAtATime(),
            });
        lock (_clients)
            _clients.Add(client);
        var table = new DynamoTable(client, _table, TimeProvider.System);
        await table.CreateIfMissingAsync(TestContext.Current.CancellationToken);
        return new DynamoLaunchStore(table);
    }
}
