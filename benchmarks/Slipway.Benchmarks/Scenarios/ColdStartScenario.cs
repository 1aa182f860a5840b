using System.Diagnostics;
using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>From the start of the process to the first line of a flow's first task.</summary>
internal sealed class ColdStartScenario : IScenario
{
    private const int MaxMilliseconds = 300;

    public string Name => "cold start";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var rounds = quick ? 2 : 15;
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var (flow, recorded, empty) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var times = new[]
                {
                    await ToFirstLineAsync(folder, ["empty"], cancellationToken),
                    await ToFirstLineAsync(folder, ["run", "small", "--day", "2026-01-31", "--no-results"], cancellationToken),
                    await ToFirstLineAsync(folder, ["run", "small", "--day", "2026-01-31"], cancellationToken),
                };
                // The first round reads the programs' files from the disk.
                if (round == 0)
                    continue;
                empty.Add(times[0]);
                flow.Add(times[1]);
                recorded.Add(times[2]);
            }

            return
            [
                new(Name, "run of a small flow to its first task, results recorded", $"{BenchServer.Number(Median(recorded))} ms", $"< {MaxMilliseconds} ms", Median(recorded) < MaxMilliseconds, $"the same program, printing a line at once: {BenchServer.Number(Median(empty))} ms"),
                new(Name, "… --no-results", $"{BenchServer.Number(Median(flow))} ms", null, null, null),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> ToFirstLineAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var elapsed = double.NaN;
        await using var child = ChildProcess.StartProgram(FlowsProgram.FileName, folder, arguments);
        await foreach (var line in child.LinesAsync(cancellationToken))
        {
            if (double.IsNaN(elapsed))
                elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        var exitCode = await child.EndAsync(cancellationToken);
        return exitCode == 0 && !double.IsNaN(elapsed) ? elapsed : throw new InvalidOperationException($"{FlowsProgram.FileName} {string.Join(' ', arguments)} ended with {exitCode}: {child.Errors}");
    }
}
