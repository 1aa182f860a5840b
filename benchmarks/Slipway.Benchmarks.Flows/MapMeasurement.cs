using System.Diagnostics;
using System.Globalization;
using Slipway.Reporting;
using Slipway.Running;

namespace Slipway.Benchmarks.Flows;

/// <summary>One task over many items, and how much memory that takes.</summary>
internal static class MapMeasurement
{
    private const double Megabyte = 1024 * 1024;

    public static async Task RunAsync(int items, string folder)
    {
        await FlowAsync(items / 100, folder: null);
        await FlowAsync(items / 100, folder);
        await PlainAsync(items / 100);
        var before = Memory("VmRSS:");
        Measurements.Figure("none-s", await FlowAsync(items, folder: null));
        Measurements.Figure("none-mb", (Memory("VmHWM:") - before) / Megabyte);
        Measurements.Figure("json-s", await FlowAsync(items, folder));
        Measurements.Figure("json-mb", (Memory("VmHWM:") - before) / Megabyte);
        Measurements.Figure("plain-s", await PlainAsync(items));
    }

    [Task]
    private static Task<int> NothingTaskAsync(int item) => Task.FromResult(item);

    private static Task<int> NothingAsync(int item) => Task.FromResult(item);

    private static async Task<double> FlowAsync(int items, string? folder)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var sink = folder is null ? null : new JsonLinesSink(Path.Combine(folder, "events.jsonl")))
        {
            var result = await FlowRunner.RunAsync(
                "map",
                async _ => (await Run.MapAsync(Enumerable.Range(0, items), item => NothingTaskAsync(item))).Sum(item => (long)item),
                new FlowRunOptions { Sinks = sink is null ? [] : [sink] });
            Check((long)result.ThrowIfNotCompleted().Value!, items);
            if (result.UnreportedEvents > 0 || result.TaskRuns.Completed != items)
                throw new InvalidOperationException($"{result.UnreportedEvents} events were not taken; {result.TaskRuns.Completed} task runs completed.");
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>The peer: the same bodies by Parallel.ForEachAsync, as bounded, with their results kept.</summary>
    private static async Task<double> PlainAsync(int items)
    {
        var began = Stopwatch.GetTimestamp();
        var results = new int[items];
        await Parallel.ForEachAsync(Enumerable.Range(0, items), new ParallelOptions { MaxDegreeOfParallelism = Run.DefaultMaxConcurrency }, async (item, _) => results[item] = await NothingAsync(item));
        Check(results.Sum(item => (long)item), items);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Check(long sum, int items)
    {
        if (sum != (long)items * (items - 1) / 2)
            throw new InvalidOperationException($"The sum of {items} items is {sum}.");
    }

    // Source: proc(5). VmHWM is the highest VmRSS so far.
    private static double Memory(string line) =>
        long.Parse(File.ReadLines("/proc/self/status").First(text => text.StartsWith(line, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024.0;
}
