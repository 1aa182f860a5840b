namespace Slipway.KilledFlow;

/// <summary>A flow that stops in the middle until the test has killed it once.</summary>
public static class KilledOrders
{
    /// <summary>Runs ten steps after one another.</summary>
    /// <param name="folder">Where it notes what ran. A file named 'go' in it lets the fifth step end.</param>
    [Flow("killed-orders")]
    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var step = 0; step < 10; step++)
            sum += await StepAsync(folder, step, cancellationToken);
        return sum;
    }

    [Task]
    private static async Task<int> StepAsync(string folder, int step, CancellationToken cancellationToken)
    {
        await File.AppendAllTextAsync(Path.Combine(folder, "ran"), $"{step}\n", cancellationToken);
        if (step == 5 && !File.Exists(Path.Combine(folder, "go")))
        {
            Console.WriteLine("waiting to be killed");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return step;
    }
}
