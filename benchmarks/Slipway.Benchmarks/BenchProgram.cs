using System.Diagnostics;
using System.Runtime.InteropServices;
using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Report;
using Slipway.Benchmarks.Scenarios;

namespace Slipway.Benchmarks;

/// <summary>Measures and prints one table. Ends with 1 when a figure is missed: any of them, or in a quick run those that tell right from wrong.</summary>
internal static class BenchProgram
{
    private static IReadOnlyList<IScenario> Scenarios { get; } =
    [
        new RunPathScenario(),
        new LaunchRateScenario(),
        new ObserveScenario(),
        new LogLagScenario(),
        new LedgerHitScenario(),
        new CollectorPlanScenario(),
        new CollectorApplyScenario(),
        new ChaosScenario(),
        new TrackedCallScenario(),
        new LoopScenario(),
        new MapScenario(),
        new RecordScenario(),
        new ColdStartScenario(),
        new BuildTimeScenario(),
    ];

    internal static async Task<int> RunAsync(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.Cancel();
        });
        switch (arguments)
        {
            case [ObserveChild.Mode, .. var rest]:
                return await ObserveChild.RunAsync(rest, interrupted.Token);
            case [PlanChild.Mode, .. var rest]:
                return await PlanChild.RunAsync(rest, interrupted.Token);
            case [CollectChild.Mode, .. var rest]:
                return await CollectChild.RunAsync(rest, interrupted.Token);
            case [LaunchChild.Mode, .. var rest]:
                return await LaunchChild.RunAsync(rest, interrupted.Token);
        }

        var quick = arguments.Contains("--quick");
        var only = arguments.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault();
        var chosen = Scenarios.Where(scenario => only is null || scenario.Name == only).ToList();
        if (chosen.Count == 0 || arguments.Except(["--quick", "--only", only ?? "--only"]).Any())
        {
            Console.Error.WriteLine(
                $"""
                ./bench [--quick] [--only NAME]

                  --quick       a small version of everything, to see that it works; only figures that tell right from wrong decide
                  --only NAME   one scenario: {string.Join(", ", Scenarios.Select(scenario => $"'{scenario.Name}'"))}
                """);
            return 2;
        }

        // Side by side, a speed means nothing: only in a quick run, where none counts.
        var beside = quick ? chosen.Where(scenario => scenario.MostlyWaits).ToDictionary(scenario => scenario, scenario => RunAsync(scenario, quick, interrupted.Token)) : [];
        var measured = new Dictionary<IScenario, IReadOnlyList<Figure>>();
        foreach (var scenario in chosen.Except(beside.Keys))
            measured.Add(scenario, await RunAsync(scenario, quick, interrupted.Token));
        foreach (var (scenario, running) in beside)
            measured.Add(scenario, await running);

        List<Figure> figures = [.. chosen.SelectMany(scenario => measured[scenario])];
        Console.Write(FigureTable.Print(figures));
        var missed = figures.Count(figure => figure.Holds == false && (!quick || figure.IsCorrectness));
        Console.Error.WriteLine(missed == 0 ? "All targets hold." : $"{missed} missed.");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(IScenario scenario, bool quick, CancellationToken cancellationToken)
    {
        // Not on the caller's thread: others begin meanwhile.
        await Task.Yield();
        var watch = Stopwatch.StartNew();
        var figures = await scenario.RunAsync(quick, cancellationToken);
        Console.Error.WriteLine($"{scenario.Name}: {watch.Elapsed.TotalSeconds:0} s");
        return figures;
    }
}
