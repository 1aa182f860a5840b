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
        new ChaosScenario(),
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

        var figures = new List<Figure>();
        foreach (var scenario in chosen)
        {
            var watch = Stopwatch.StartNew();
            Console.Error.Write($"{scenario.Name}… ");
            figures.AddRange(await scenario.RunAsync(quick, interrupted.Token));
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        }

        Console.Write(FigureTable.Print(figures));
        var missed = figures.Count(figure => figure.Holds == false && (!quick || figure.IsCorrectness));
        Console.Error.WriteLine(missed == 0 ? "All targets hold." : $"{missed} missed.");
        return missed == 0 ? 0 : 1;
    }
}
