using Slipway;

namespace SlipwayFlow;

public static class DailyOrders
{
    /// <summary>Counts a day's orders.</summary>
    /// <param name="day">The day to load.</param>
    /// <param name="chunks">How many parts it is split into.</param>
    [Flow("daily-orders", Cron = "0 3 * * *")]
    public static async Task<int> RunAsync(DateOnly day, int chunks = 4, CancellationToken ct = default)
    {
        var orders = await ExtractAsync(day, ct);
        var counts = await Task.WhenAll(orders.Chunk(chunks).Select(chunk => CountAsync(chunk, ct)));
        return counts.Sum();
    }

    [Task(Retries = 3, RetryDelaySeconds = 10)]
    private static async Task<string[]> ExtractAsync(DateOnly day, CancellationToken ct)
    {
        await Task.Delay(100, ct);
        return [.. Enumerable.Range(1, day.Day).Select(number => $"order {number} of {day:yyyy-MM-dd}")];
    }

    [Task(RunName = "count {orders}")]
    private static async Task<int> CountAsync(string[] orders, CancellationToken ct)
    {
        await Task.Delay(20, ct);
        return orders.Length;
    }
}
