using Microsoft.Data.Sqlite;
using Slipway;

namespace DataFlows;

public static class Deletions
{
    public sealed record Statement(string Name, string Sql);

    /// <summary>Deletes what there is about customers: one statement after the other, in the order of the files' names.</summary>
    /// <param name="customers">The ids of the customers who asked for it.</param>
    /// <param name="database">The database.</param>
    /// <param name="folder">The folder of SQL files, each one statement with @customer.</param>
    [Flow("deletions")]
    public static async Task<Dictionary<string, int>> RunAsync(long[] customers, string database = "data/shop.db", string folder = "sql/deletions", CancellationToken ct = default)
    {
        var deleted = new Dictionary<string, int>();
        foreach (var statement in await ReadAsync(folder, ct))
            deleted[statement.Name] = await DeleteAsync(database, statement.Name, statement.Sql, customers, ct);
        return deleted;
    }

    [Task]
    private static async Task<List<Statement>> ReadAsync(string folder, CancellationToken ct)
    {
        var statements = new List<Statement>();
        foreach (var file in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal))
            statements.Add(new Statement(Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file, ct)));
        return statements.Count > 0 ? statements : throw new FileNotFoundException($"There is no SQL file in {folder}.");
    }

    // The text is an input: a resumed run does a statement again that was changed, and no other.
    [Task(Retries = 2, RetryDelaySeconds = 30, RunName = "delete {name}")]
    private static async Task<int> DeleteAsync(string database, string name, string sql, long[] customers, CancellationToken ct)
    {
        await using var connection = await ShopDatabase.OpenAsync(database, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var delete = new SqliteCommand(sql, connection, (SqliteTransaction)transaction);
        var rows = 0;
        foreach (var customer in customers)
        {
            delete.Parameters.Clear();
            delete.Parameters.AddWithValue("@customer", customer);
            rows += await delete.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return rows;
    }
}
