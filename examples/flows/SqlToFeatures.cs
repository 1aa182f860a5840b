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
    /// <param name="target">The feature store: a PostgreSQL connection string (Host=…), or a SQLite file, made when it is not there.</param>
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
        await using var store = await ShopDatabase.OpenStoreAsync(target, ct);
        await using var transaction = await store.BeginTransactionAsync(ct);
        await using var load = store.CreateCommand();
        load.Transaction = transaction;
        load.CommandText = "CREATE TABLE IF NOT EXISTS features (day TEXT, customer BIGINT, orders INTEGER, average DOUBLE PRECISION, idle INTEGER, PRIMARY KEY (day, customer))";
        await load.ExecuteNonQueryAsync(ct);
        load.CommandText = "INSERT INTO features VALUES (@day, @customer, @orders, @average, @idle) "
            + "ON CONFLICT (day, customer) DO UPDATE SET orders = excluded.orders, average = excluded.average, idle = excluded.idle";
        foreach (var (customer, orders, average, idle) in features)
        {
            load.Parameters.Clear();
            foreach (var (name, value) in new (string, object)[] { ("@day", $"{day:yyyy-MM-dd}"), ("@customer", customer), ("@orders", orders), ("@average", average), ("@idle", idle) })
            {
                var parameter = load.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                load.Parameters.Add(parameter);
            }

            await load.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return features.Count;
    }
}
