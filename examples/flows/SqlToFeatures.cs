using Microsoft.Data.Sqlite;
using Slipway;

namespace DataFlows;

public static class SqlToFeatures
{
    public sealed record Row(long Customer, int Orders, double Total, DateOnly Last);

    public sealed record Feature(long Customer, int Orders, double Average, int DaysSinceLast);

    /// <summary>Computes features of customers from their orders, and loads them into a feature store.</summary>
    /// <param name="day">The day they hold for: later orders do not count. Without one, the day of the last order.</param>
    /// <param name="source">The database with orders.</param>
    /// <param name="target">The feature store's database; made when it is not there.</param>
    [Flow("sql-to-features", Cron = "30 4 * * *", Retries = 1)]
    public static async Task<int> RunAsync(DateOnly? day = null, string source = "data/shop.db", string target = "data/features.db", CancellationToken ct = default)
    {
        var until = day ?? await LastDayAsync(source, ct);
        var rows = await QueryAsync(source, until, ct);
        var features = Transform(rows, until);
        return await LoadAsync(target, features, until, ct);
    }

    [Task(Retries = 2, RetryDelaySeconds = 10)]
    private static async Task<DateOnly> LastDayAsync(string source, CancellationToken ct)
    {
        await using var database = await ShopDatabase.OpenAsync(source, ct);
        return DateOnly.Parse((string)(await new SqliteCommand("SELECT max(day) FROM orders", database).ExecuteScalarAsync(ct))!);
    }

    [Task(Retries = 2, RetryDelaySeconds = 10)]
    private static async Task<List<Row>> QueryAsync(string source, DateOnly day, CancellationToken ct)
    {
        await using var database = await ShopDatabase.OpenAsync(source, ct);
        var query = new SqliteCommand("SELECT customer, count(*), sum(amount), max(day) FROM orders WHERE day <= @day GROUP BY customer ORDER BY customer", database);
        query.Parameters.AddWithValue("@day", $"{day:yyyy-MM-dd}");
        var rows = new List<Row>();
        await using var reader = await query.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(new Row(reader.GetInt64(0), reader.GetInt32(1), reader.GetDouble(2), DateOnly.Parse(reader.GetString(3))));
        return rows;
    }

    [Task]
    public static List<Feature> Transform(List<Row> rows, DateOnly day) =>
        [.. rows.Select(row => new Feature(row.Customer, row.Orders, Math.Round(row.Total / row.Orders, 2), day.DayNumber - row.Last.DayNumber))];

    // Run again for a day, it says the same: rows are replaced, all in one transaction.
    [Task(Retries = 2, RetryDelaySeconds = 10)]
    private static async Task<int> LoadAsync(string target, List<Feature> features, DateOnly day, CancellationToken ct)
    {
        await using var database = await ShopDatabase.CreateAsync(target, ct);
        await using var transaction = await database.BeginTransactionAsync(ct);
        await new SqliteCommand("CREATE TABLE IF NOT EXISTS features (day, customer, orders, average, days_since_last, PRIMARY KEY (day, customer))", database, (SqliteTransaction)transaction).ExecuteNonQueryAsync(ct);
        var insert = new SqliteCommand("INSERT OR REPLACE INTO features VALUES (@day, @customer, @orders, @average, @since)", database, (SqliteTransaction)transaction);
        foreach (var feature in features)
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("@day", $"{day:yyyy-MM-dd}");
            insert.Parameters.AddWithValue("@customer", feature.Customer);
            insert.Parameters.AddWithValue("@orders", feature.Orders);
            insert.Parameters.AddWithValue("@average", feature.Average);
            insert.Parameters.AddWithValue("@since", feature.DaysSinceLast);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return features.Count;
    }
}
