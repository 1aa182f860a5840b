using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>Tasks one after another, short and long, beside the plain loop.</summary>
internal sealed class LoopScenario : IScenario
{
    private const int Many = 40;
    private const double MaxMilliseconds = 5;

    public string Name => "loops";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var loops = await FlowsProgram.MeasureAsync("loops", quick ? 3 : 15, cancellationToken);
        return [.. Figures(Many, 10), .. Figures(10, 33)];

        IEnumerable<Figure> Figures(int times, int number)
        {
            var plain = loops[$"plain-{number}-ms"];
            var over = loops[$"flow-{number}-ms"] - plain;
            var isMany = times == Many;
            yield return new(Name, $"{times} × fib({number}) as a flow, events in a file, minus the plain loop", $"{Milliseconds(over)} ms", isMany ? $"< {MaxMilliseconds} ms" : null, isMany ? over < MaxMilliseconds : null, $"plain loop: {Milliseconds(plain)} ms");
            yield return new(Name, "… each result durable before the next task", $"{Milliseconds(loops[$"recorded-{number}-ms"] - plain)} ms", null, null, $"one flush of this disk: {Milliseconds(loops["flush-ms"])} ms");
        }
    }

    private static string Milliseconds(double value) => BenchServer.Number(value);
}
