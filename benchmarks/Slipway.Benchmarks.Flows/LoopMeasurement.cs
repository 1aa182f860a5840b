using System.Diagnostics;
using System.Runtime.CompilerServices;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.Running;

namespace Slipway.Benchmarks.Flows;

/// <summary>Fibonacci numbers as tasks, and in a plain loop: what the same work takes longer as a flow.</summary>
internal static class LoopMeasurement
{
    public static async Task RunAsync(int rounds, string folder)
    {
        foreach (var (times, number) in new[] { (40, 10), (10, 33) })
        {
            var store = new FileResultStore(folder);
            var plain = new List<double>();
            var flow = new List<double>();
            var recorded = new List<double>();
            Measurements.Figure($"first-{number}-ms", await FlowAsync(times, number, folder, results: null) - Plain(times, number));
            await FlowAsync(times, number, folder, store);
            for (var round = 0; round < rounds; round++)
            {
                plain.Add(Plain(times, number));
                flow.Add(await FlowAsync(times, number, folder, results: null));
                recorded.Add(await FlowAsync(times, number, folder, store));
            }

            // The quickest: what others do on the machine only ever adds to a time, and here two of them are compared that differ by little.
            Measurements.Figure($"plain-{number}-ms", plain.Min());
            Measurements.Figure($"flow-{number}-ms", flow.Min());
            Measurements.Figure($"recorded-{number}-ms", recorded.Min());
        }

        Measurements.Figure("flush-ms", Measurements.Median(Enumerable.Range(0, rounds).Select(_ => Flush(folder))));
    }

    [Task]
    private static Task<long> FibTaskAsync(int number) => Task.FromResult(Fib(number));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Fib(int number) => number < 2 ? number : Fib(number - 1) + Fib(number - 2);

    // With a file of events, as `run --json-events` has it, until the last one is written.
    private static async Task<double> FlowAsync(int times, int number, string folder, IResultStore? results)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var sink = new JsonLinesSink(Path.Combine(folder, "events.jsonl")))
        {
            var result = await FlowRunner.RunAsync("loop", async _ =>
            {
                long sum = 0;
                for (var i = 0; i < times; i++)
                    sum += await FibTaskAsync(number);
                return sum;
            }, new FlowRunOptions { Sinks = [sink], Results = results });
            if (!Equals(result.ThrowIfNotCompleted().Value, times * Fib(number)))
                throw new InvalidOperationException("Not the sum.");
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Plain(int times, int number)
    {
        var began = Stopwatch.GetTimestamp();
        long sum = 0;
        for (var i = 0; i < times; i++)
            sum += Fib(number);
        if (sum != times * Fib(number))
            throw new InvalidOperationException("Not the sum.");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>What the disk takes for one durable record.</summary>
    private static double Flush(string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.OpenOrCreate, FileAccess.Write);
        var began = Stopwatch.GetTimestamp();
        RandomAccess.Write(file, "one record of some length, as a task's result is"u8, RandomAccess.GetLength(file));
        RandomAccess.FlushToDisk(file);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
