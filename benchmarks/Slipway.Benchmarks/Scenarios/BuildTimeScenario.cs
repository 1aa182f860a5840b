using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>What the generator and the analyzers add to the build of a program with many calls of tasks: the same program, built with and without them.</summary>
internal sealed class BuildTimeScenario : IScenario
{
    private const double MaxSeconds = 5;

    public string Name => "build time";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var calls = quick ? 100 : 1000;
        using var program = await BuiltProgram.WriteAsync(calls, cancellationToken);
        await program.RestoreAsync(cancellationToken);
        var (with, without) = (new List<double>(), new List<double>());
        // In turn, so that what else the machine does strikes both; the fastest of each is what they take. A first pair fills the disk's cache.
        for (var round = 0; round < (quick ? 1 : 5); round++)
        {
            without.Add(await program.BuildAsync(withSlipway: false, cancellationToken));
            with.Add(await program.BuildAsync(withSlipway: true, cancellationToken));
        }

        var generated = await program.GeneratedCallsAsync(cancellationToken);
        var (floor, seconds) = (without.Min(), with.Min());
        return
        [
            new(Name, $"{BenchServer.Number(calls)} calls of tasks, added to a build", $"{BenchServer.Number(seconds - floor)} s", $"< {MaxSeconds} s", seconds - floor < MaxSeconds, $"the build without the generator: {BenchServer.Number(floor)} s"),
            new(Name, "… of them intercepted", BenchServer.Number(generated), BenchServer.Number(calls), generated == calls, null) { IsCorrectness = true },
        ];
    }
}
