using System.Diagnostics;
using System.Globalization;
using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Launching;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>Many simulated ECS tasks followed by one launcher process at AWS's pace.</summary>
internal sealed class ObserveScenario : IScenario
{
    private const int MaxMegabytes = 100;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(250);

    public string Name => "observe";

    public bool MostlyWaits => true;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (count, window) = quick ? (100, TimeSpan.FromSeconds(6)) : (2000, TimeSpan.FromSeconds(60));
        await using var server = await BenchServer.StartAsync(options => options, cancellationToken);

        // They are started here, so that the child adopts them and only observes.
        var runsFor = (quick ? 15 : 60) + window.TotalSeconds;
        await using (var runtime = await server.QuickRuntimeAsync(cancellationToken))
        {
            var definition = BenchOrders.Definition("observed");
            for (var i = 0; i < count; i++)
                await runtime.Launcher.StartAsync(BenchOrders.Order($"observed-{i}", definition, runsFor) with { IsNew = true }, SilentListener.Instance, cancellationToken);
        }

        await using var child = ChildProcess.Start(
            ObserveChild.Mode,
            server.Server.Endpoint.AbsoluteUri,
            server.Server.AccessKeyId,
            server.Server.SecretAccessKey,
            server.StatePath,
            count.ToString(CultureInfo.InvariantCulture),
            runsFor.ToString(CultureInfo.InvariantCulture));
        var (rate, ended, late) = (double.NaN, 0, double.NaN);
        var (memory, resident) = (0L, 0L);
        await foreach (var line in child.LinesAsync(cancellationToken))
        {
            if (line == "running")
            {
                var calls = new CountedCalls(server);
                var watch = Stopwatch.StartNew();
                while (watch.Elapsed < window)
                {
                    await Task.Delay(SampleEvery, TimeProvider.System, cancellationToken);
                    memory = Math.Max(memory, child.OwnMemory);
                }

                rate = calls.Of("DescribeTasks") / watch.Elapsed.TotalSeconds;
                resident = child.PeakMemory;
            }
            else if (line.Split(' ') is ["ended", var succeeded, var seconds])
            {
                (ended, late) = (int.Parse(succeeded, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
            }
        }

        var megabytes = memory / Megabyte;
        return
        [
            new(Name, $"{count} ECS tasks, DescribeTasks calls", $"{BenchServer.Number(rate)}/s", "<= 5/s", rate <= 5, $"one call each every 6 s: {BenchServer.Number(count / 6.0)}/s; AWS allows 20/s"),
            new(Name, "… peak memory of the launcher", $"{BenchServer.Number(megabytes)} MB", $"<= {MaxMegabytes} MB", megabytes <= MaxMegabytes, $"resident at most, mapped program files included: {BenchServer.Number(resident / Megabyte)} MB"),
            new(Name, "… ends seen", $"{ended} of {count}", $"{count}", ended == count, $"the last one {BenchServer.Number(late)} s after its STOPPED") { IsCorrectness = true },
        ];
    }
}
