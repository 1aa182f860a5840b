using Amazon.DynamoDBv2;
using Slipway.Core.Errors;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Dynamo;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs;

/// <summary>Ledger and launches, in a file or in a table.</summary>
internal sealed class EcsStorage : IDisposable
{
    private readonly IDisposable _owned;

    private EcsStorage(ILedger ledger, ILaunchStore launches, IDisposable owned) => (Ledger, Launches, _owned) = (ledger, launches, owned);

    internal ILedger Ledger { get; }

    internal ILaunchStore Launches { get; }

    public void Dispose() => _owned.Dispose();

    internal static async Task<EcsStorage> OpenAsync(EcsRuntimeOptions options, CancellationToken cancellationToken) => (options.SqlitePath, options.DynamoDbTable) switch
    {
        ({ } path, null) => await OpenSqliteAsync(path, options, cancellationToken),
        (null, { } table) => await OpenDynamoAsync(table, options, cancellationToken),
        _ => throw new SlipwayException("settings.invalid", "Ledger and launches are kept in one place: name either an SQLite file or a DynamoDB table."),
    };

    private static async Task<EcsStorage> OpenSqliteAsync(string path, EcsRuntimeOptions options, CancellationToken cancellationToken)
    {
        var database = SqliteDatabase.Open(path, SqliteLaunchStore.Schema);
        try
        {
            var ledger = SqliteLedger.Open(database, options.Scope, options.LedgerId, options.Ledger, options.Time);
            var launches = new SqliteLaunchStore(database);
            await launches.PruneAsync(options.Time.GetUtcNow() - (options.Launching ?? new LauncherOptions()).KeepResults, cancellationToken);
            return new EcsStorage(ledger, launches, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static async Task<EcsStorage> OpenDynamoAsync(string name, EcsRuntimeOptions options, CancellationToken cancellationToken)
    {
        var config = new AmazonDynamoDBConfig();
        options.Aws.ApplyTo(config);
        var client = new AmazonDynamoDBClient(config);
        try
        {
            var table = new DynamoTable(client, name, options.Time);
            return new EcsStorage(
                await DynamoLedger.OpenAsync(table, options.Scope, options.LedgerId, options.Ledger, options.Time, cancellationToken), new DynamoLaunchStore(table), client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
