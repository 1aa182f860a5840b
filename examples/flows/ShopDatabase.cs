using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DataFlows;

/// <summary>The databases of the examples.</summary>
public static class ShopDatabase
{
    /// <summary>Opens a database that is there.</summary>
    public static Task<SqliteConnection> OpenAsync(string path, CancellationToken ct) =>
        File.Exists(path) ? CreateAsync(path, ct) : throw new FileNotFoundException($"There is no database {path}. The flow sample-data writes one.", path);

    /// <summary>Opens a feature store: PostgreSQL by a connection string (its password is in PGPASSFILE, never in a parameter), else a SQLite file, made when it is not there.</summary>
    public static async Task<DbConnection> OpenStoreAsync(string target, CancellationToken ct)
    {
        if (!target.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
            return await CreateAsync(target, ct);
        var store = new NpgsqlConnection(target);
        await store.OpenAsync(ct);
        return store;
    }

    /// <summary>Opens a database, and makes it when it is not there.</summary>
    public static async Task<SqliteConnection> CreateAsync(string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await database.OpenAsync(ct);
        return database;
    }
}
