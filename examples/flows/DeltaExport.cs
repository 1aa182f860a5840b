using Microsoft.Data.Sqlite;
using Slipway;

namespace DataFlows;

public static class DeltaExport
{
    public sealed record Chunk(long After, long UpTo);

    public sealed record Exported(long Rows, int Files);

    /// <summary>Exports the orders that came since the last run, in files of many rows.</summary>
    /// <param name="source">The database with orders.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="chunk">How many rows a file has at most.</param>
    [Flow("delta-export", Cron = "*/15 * * * *")]
    public static async Task<Exported> RunAsync(string source = "data/shop.db", string folder = "data/export", int chunk = 100_000, CancellationToken ct = default)
    {
        var offset = await OffsetAsync(ct);
        var last = await LastAsync(source, ct);
        var chunks = new List<Chunk>();
        for (var after = offset; after < last; after += chunk)
            chunks.Add(new Chunk(after, Math.Min(after + chunk, last)));

        var rows = await Run.MapAsync(chunks, each => ExportAsync(source, folder, each.After, each.UpTo, ct), maxConcurrency: 4);
        await AdvanceAsync(last, ct);
        return new Exported(rows.Sum(), chunks.Count);
    }

    // Tasks, so that a resumed run goes on with the offset that it began with.
    [Task]
    private static Task<long> OffsetAsync(CancellationToken ct) => Variables.GetAsync("offset", 0L, cancellationToken: ct);

    [Task(Retries = 2, RetryDelaySeconds = 5)]
    private static async Task<long> LastAsync(string source, CancellationToken ct)
    {
        await using var database = await ShopDatabase.OpenAsync(source, ct);
        return Convert.ToInt64(await new SqliteCommand("SELECT coalesce(max(id), 0) FROM orders", database).ExecuteScalarAsync(ct));
    }

    // A file is named by its rows and replaced as a whole: to write it twice does no harm.
    [Task(Retries = 3, RetryDelaySeconds = 5, RetryBackoff = 2, RetryJitter = 0.5, RunName = "export after {after}")]
    private static async Task<long> ExportAsync(string source, string folder, long after, long upTo, CancellationToken ct)
    {
        await using var database = await ShopDatabase.OpenAsync(source, ct);
        var query = new SqliteCommand("SELECT id, customer, day, amount FROM orders WHERE id > @after AND id <= @upTo ORDER BY id", database);
        query.Parameters.AddWithValue("@after", after);
        query.Parameters.AddWithValue("@upTo", upTo);
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"orders-{after + 1:D12}-{upTo:D12}.csv");
        var rows = 0L;
        await using (var file = new StreamWriter(path + ".part"))
        {
            await using var reader = await query.ExecuteReaderAsync(ct);
            for (; await reader.ReadAsync(ct); rows++)
                await file.WriteLineAsync($"{reader.GetInt64(0)},{reader.GetInt64(1)},{reader.GetString(2)},{reader.GetDouble(3):0.00}");
        }

        File.Move(path + ".part", path, overwrite: true);
        return rows;
    }

    [Task]
    private static Task AdvanceAsync(long offset, CancellationToken ct) => Variables.SetAsync("offset", offset, cancellationToken: ct);
}
