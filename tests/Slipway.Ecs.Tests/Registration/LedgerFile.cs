using System.Globalization;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>One file for many worlds, each in an account of its own: opening a file costs more than most worlds do.</summary>
public sealed class LedgerFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _accounts;

    public LedgerFile() => Database = SqliteDatabase.Open(_folder.File("ledger.db"));

    public SqliteDatabase Database { get; }

    public LedgerScope NextScope() => new(Interlocked.Increment(ref _accounts).ToString("D12", CultureInfo.InvariantCulture), "eu-central-1");

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
