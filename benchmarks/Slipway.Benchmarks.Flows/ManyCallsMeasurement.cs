using System.Diagnostics;
using Slipway.Reporting;
using Slipway.Running;

namespace Slipway.Benchmarks.Flows;

/// <summary>Up to so many calls in one flow, each with the result of the one before, and every event in a file of JSON lines.</summary>
internal static class ManyCallsMeasurement
{
    public static async Task RunAsync(int most, string folder)
    {
        // What the compiler needs is known after this.
        await FlowAsync(most / 10, folder);
        await PlainAsync(most / 10);
        foreach (var calls in new[] { most / 100, most / 10, most })
        {
            var rounds = calls == most ? 3 : 5;
            Measurements.Figure($"json-{calls}-ns", await MedianAsync(rounds, () => FlowAsync(calls, folder)));
            Measurements.Figure($"none-{calls}-ns", await MedianAsync(rounds, () => FlowAsync(calls, folder: null)));
        }

        Measurements.Figure("plain-ns", await MedianAsync(5, () => PlainAsync(most)));
        Measurements.Figure("file-ns", await WriteAgainAsync(most, folder));
    }

    private static async Task<double> MedianAsync(int rounds, Func<Task<double>> round)
    {
        var values = new List<double>();
        for (var i = 0; i < rounds; i++)
            values.Add(await round());
        return Measurements.Median(values);
    }

    // Until the run has ended and its last event is in the file.
    private static async Task<double> FlowAsync(int calls, string? folder)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var sink = folder is null ? null : new JsonLinesSink(Path.Combine(folder, "events.jsonl")))
        {
            var result = await FlowRunner.RunAsync("many", _ => SumAsync(calls), new FlowRunOptions { Sinks = sink is null ? [] : [sink] });
            Check((Sum)result.ThrowIfNotCompleted().Value!, calls);
            if (result.UnreportedEvents > 0 || result.TaskRuns.Completed != calls)
                throw new InvalidOperationException($"{result.UnreportedEvents} events were not taken; {result.TaskRuns.Completed} task runs completed.");
        }

        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / calls;
    }

    private static async Task<Sum> SumAsync(int calls)
    {
        var sum = new Sum(0);
        for (var i = 0; i < calls; i++)
            sum = await Sums.AddTaskAsync(sum, i);
        return sum;
    }

    private static async Task<double> PlainAsync(int calls)
    {
        var began = Stopwatch.GetTimestamp();
        var sum = new Sum(0);
        for (var i = 0; i < calls; i++)
            sum = await Sums.AddAsync(sum, i);
        Check(sum, calls);
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / calls;
    }

    /// <summary>The floor: the same bytes written to a file.</summary>
    private static async Task<double> WriteAgainAsync(int calls, string folder)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, "events.jsonl"));
        Measurements.Figure("bytes", (double)bytes.Length / calls);
        var began = Stopwatch.GetTimestamp();
        await File.WriteAllBytesAsync(Path.Combine(folder, "floor.jsonl"), bytes);
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / calls;
    }

    private static void Check(Sum sum, int calls)
    {
        if (sum.Value != (long)calls * (calls - 1) / 2)
            throw new InvalidOperationException($"The sum of {calls} numbers is {sum.Value}.");
    }
}
