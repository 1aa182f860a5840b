using System.Diagnostics;
using Slipway.Aws;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Launching;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>Launches in a row against Fargate's budget, which LocalEcs enforces as AWS publishes it.</summary>
internal sealed class LaunchRateScenario : IScenario
{
    private const double BudgetPerSecond = 20;

    public string Name => "launch rate";

    public bool MostlyWaits => true;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var count = quick ? 120 : 1000;
        await using var server = await BenchServer.StartAsync(
            options => new()
            {
                StateDirectory = options.StateDirectory,
                Region = options.Region,
                AccountId = options.AccountId,
                Runtime = options.Runtime,
                Quotas = true,
            },
            cancellationToken);
        await using var runtime = await server.RuntimeAsync(cancellationToken);
        var definition = BenchOrders.Definition("launch-rate");
        await runtime.Launcher.StartAsync(BenchOrders.Order("rate-first", definition, 0) with { IsNew = true }, SilentListener.Instance, cancellationToken);

        var errors = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            try
            {
                await runtime.Launcher.StartAsync(BenchOrders.Order($"rate-{i}", definition, 0) with { IsNew = true }, SilentListener.Instance, cancellationToken);
            }
            catch (AwsException)
            {
                Interlocked.Increment(ref errors);
            }
        }));
        var rate = count / watch.Elapsed.TotalSeconds;
        var throttled = server.Server.Calls["ecs:RunTask"].Throttled;
        return
        [
            new(Name, $"{count} launches in a row", $"{BenchServer.Number(rate)}/s", ">= 19/s (95% of 20)", quick ? null : rate >= 0.95 * BudgetPerSecond, "Fargate's budget: 20/s"),
            new(Name, "… errors that reached the caller", $"{errors}", "0", errors == 0, $"throttled on the wire: {throttled}") { IsCorrectness = true },
        ];
    }
}
