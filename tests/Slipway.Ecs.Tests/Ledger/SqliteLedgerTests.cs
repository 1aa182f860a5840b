using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;
using Slipway.TestKits.Ledger;

namespace Slipway.Ecs.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteDatabase> _databases = [];

    public void Dispose()
    {
        foreach (var database in _databases)
            database.Dispose();
        _folder.Dispose();
    }

    protected override Task<ILedger> OpenAsync(LedgerScope scope, string? id)
    {
        // A database of its own each time: the openers share nothing but the file, as separate processes do.
        var database = SqliteDatabase.Open(_folder.File("ledger.db"));
        lock (_databases)
            _databases.Add(database);
        try
        {
            return Task.FromResult<ILedger>(SqliteLedger.Open(database, scope, id, Options, Clock));
        }
        catch (Exception exception)
        {
            return Task.FromException<ILedger>(exception);
        }
    }
}
