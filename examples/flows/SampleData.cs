using Microsoft.Data.Sqlite;
using Slipway;

namespace DataFlows;

public static class SampleData
{
    /// <summary>Writes the data that the other flows work on: a shop with invented orders, and texts.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="orders">How many orders.</param>
    [Flow("sample-data")]
    public static async Task<int> RunAsync(string folder = "data", int orders = 250_000, CancellationToken ct = default)
    {
        await WriteShopAsync(Path.Combine(folder, "shop.db"), orders, ct);
        await WriteTextsAsync(Path.Combine(folder, "text"), ct);
        return orders;
    }

    [Task]
    private static async Task WriteShopAsync(string path, int orders, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Delete(path);
        await using var database = await ShopDatabase.CreateAsync(path, ct);
        // Each value follows from the row's number, so everybody has the same shop.
        var write = new SqliteCommand(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer, day, amount);
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @orders)
            INSERT INTO orders SELECT i, 1 + i * 7919 % 1000, date('2026-01-01', '+' || (i * 30 / @orders) || ' days'), (i * 31 % 9000 + 1000) / 100.0 FROM n;
            INSERT INTO customers SELECT DISTINCT customer, 'Customer ' || customer FROM orders;
            """,
            database);
        write.Parameters.AddWithValue("@orders", orders);
        await write.ExecuteNonQueryAsync(ct);
    }

    [Task]
    private static async Task WriteTextsAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        string[] lines = ["A slipway is a ramp by the water.", "By the ramp a ship leaves the land.", "The water takes the ship, and the land keeps the ramp."];
        for (var i = 0; i < lines.Length; i++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i + 1}.txt"), lines[i] + "\n", ct);
    }
}
