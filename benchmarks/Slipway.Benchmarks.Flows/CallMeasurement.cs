using System.Diagnostics;
using Slipway.Running;

namespace Slipway.Benchmarks.Flows;

/// <summary>What one call costs that nobody listens to, beside the plain call and beside the same call in an Activity.</summary>
internal static class CallMeasurement
{
    private const int Rounds = 9;

    private static readonly ActivitySource Source = new("Slipway.Benchmarks");

    public static async Task RunAsync(int calls)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Slipway.Benchmarks",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);

        var plain = new List<double>();
        var outside = new List<double>();
        var tracked = new List<double>();
        var activities = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var times = new[] { await PlainAsync(calls), await TasksAsync(calls), await InFlowAsync(() => TasksAsync(calls)), await ActivitiesAsync(calls) };
            // The first round is the compiler's.
            if (round == 0)
                continue;
            plain.Add(times[0]);
            outside.Add(times[1]);
            tracked.Add(times[2]);
            activities.Add(times[3]);
        }

        Measurements.Figure("plain-ns", Measurements.Median(plain));
        Measurements.Figure("outside-ns", Measurements.Median(outside));
        Measurements.Figure("tracked-ns", Measurements.Median(tracked));
        Measurements.Figure("activity-ns", Measurements.Median(activities));

        var (plainObjects, plainBytes) = await AllocationCounter.CountAsync(calls * 4, () => PlainAsync(calls * 4));
        var (objects, bytes) = await AllocationCounter.CountAsync(calls * 4, () => InFlowAsync(() => TasksAsync(calls * 4)));
        Measurements.Figure("allocations", objects - plainObjects);
        Measurements.Figure("allocated-bytes", bytes - plainBytes);
    }

    private static async Task<double> PlainAsync(int calls)
    {
        var began = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < calls; i++)
            sum = await Sums.AddAsync(sum, i);
        return Nanoseconds(began, calls, sum);
    }

    private static async Task<double> TasksAsync(int calls)
    {
        var began = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < calls; i++)
            sum = await Sums.AddTaskAsync(sum, i);
        return Nanoseconds(began, calls, sum);
    }

    private static async Task<double> ActivitiesAsync(int calls)
    {
        var began = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < calls; i++)
        {
            using var activity = Source.StartActivity("add");
            sum = await Sums.AddAsync(sum, i);
        }

        return Nanoseconds(began, calls, sum);
    }

    private static async Task<double> InFlowAsync(Func<Task<double>> body) =>
        (double)(await FlowRunner.RunAsync("calls", _ => body())).ThrowIfNotCompleted().Value!;

    private static double Nanoseconds(long began, int calls, int sum)
    {
        var elapsed = Stopwatch.GetElapsedTime(began);
        var expected = unchecked((int)((long)calls * (calls - 1) / 2));
        return sum == expected ? elapsed.TotalNanoseconds / calls : throw new InvalidOperationException($"The sum is {sum}, not {expected}.");
    }
}
