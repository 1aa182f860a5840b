using DataFlows;
using Microsoft.Data.Sqlite;
using Slipway.TestKits;

namespace Slipway.Examples.Tests;

/// <summary>A folder of its own with a small shop in it.</summary>
public sealed class Shop : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-examples-").FullName;

    public string Database => PathOf("shop.db");

    /// <summary>The repository's SQL files for deletions.</summary>
    public static string Statements => Repository.Path("examples", "flows", "sql", "deletions");

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Makes a shop of so many orders.</summary>
    public Task OpenAsync(int orders, CancellationToken cancellationToken) => SampleData.RunAsync(Folder, orders, cancellationToken);

    /// <summary>The first value of a query.</summary>
    public static async Task<object?> AskAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await ShopDatabase.OpenAsync(database, cancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
