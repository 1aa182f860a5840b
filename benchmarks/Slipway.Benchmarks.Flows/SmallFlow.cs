namespace Slipway.Benchmarks.Flows;

/// <summary>A small flow, to be started by <c>run</c>.</summary>
public static class SmallFlow
{
    /// <summary>What its first task prints.</summary>
    internal const string FirstTask = "first task";

    /// <summary>Adds what two tasks return.</summary>
    /// <param name="day">The day.</param>
    /// <param name="parts">How many parts.</param>
    [Flow("small")]
    public static async Task<int> RunAsync(DateOnly day, int parts = 4, CancellationToken cancellationToken = default) =>
        await CountAsync(day, cancellationToken) + await CountAsync(day.AddDays(parts), cancellationToken);

    [Task(Retries = 3)]
    private static async Task<int> CountAsync(DateOnly day, CancellationToken cancellationToken)
    {
        Console.WriteLine(FirstTask);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return day.Day;
    }
}
