using System.Diagnostics;
using Slipway.Results;
using Slipway.Running;

namespace Slipway.Benchmarks.Flows;

/// <summary>Mapped tasks whose results are durable in files before the calls return; then the same run again, with all results there.</summary>
internal static class RecordMeasurement
{
    private const string RunId = "measured";

    public static async Task RunAsync(int items, string folder)
    {
        await FlowAsync("warm-up", items / 10, folder, ran: true);
        await FlowAsync("warm-up", items / 10, folder, ran: false);
        Measurements.Figure("record-s", await FlowAsync(RunId, items, folder, ran: true));
        Measurements.Figure("resume-s", await FlowAsync(RunId, items, folder, ran: false));
        Measurements.Figure("floor-s", Floor(Path.Combine(folder, "runs", RunId, "results.log"), Path.Combine(folder, "floor"), items));
    }

    [Task]
    private static Task<Sum> SquareTaskAsync(int item) => Task.FromResult(new Sum((long)item * item));

    private static async Task<double> FlowAsync(string runId, int items, string folder, bool ran)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await FlowRunner.RunAsync(
            "records",
            async _ => (await Run.MapAsync(Enumerable.Range(0, items), item => SquareTaskAsync(item))).Sum(square => square.Value),
            new FlowRunOptions { RunId = runId, Results = new FileResultStore(folder) });
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (!Equals(result.ThrowIfNotCompleted().Value, Enumerable.Range(0, items).Sum(item => (long)item * item)) || (ran ? result.TaskRuns.Completed : result.TaskRuns.Cached) != items)
            throw new InvalidOperationException($"Not the result: {result}.");
        return elapsed.TotalSeconds;
    }

    /// <summary>The floor: the same bytes, written and flushed as often as there are groups when all bodies that may run at once wait together.</summary>
    private static double Floor(string log, string path, int items)
    {
        var bytes = File.ReadAllBytes(log);
        var flushes = Math.Max(1, items / Run.DefaultMaxConcurrency);
        var began = Stopwatch.GetTimestamp();
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        for (var i = 0; i < flushes; i++)
        {
            var (start, end) = ((int)((long)bytes.Length * i / flushes), (int)((long)bytes.Length * (i + 1) / flushes));
            RandomAccess.Write(file, bytes.AsSpan(start, end - start), start);
            RandomAccess.FlushToDisk(file);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
