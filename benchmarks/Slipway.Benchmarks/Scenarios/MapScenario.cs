using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>A task that does nothing, over many items.</summary>
internal sealed class MapScenario : IScenario
{
    private const int MinRate = 100_000;
    private const int MaxMegabytes = 200;

    public string Name => "mapping";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var items = quick ? 10_000 : 100_000;
        var map = await FlowsProgram.MeasureAsync("map", items, cancellationToken);
        var (rate, withSink) = (items / map["none-s"], items / map["json-s"]);
        return
        [
            new(Name, $"{BenchServer.Number(items)} mapped tasks that do nothing", $"{BenchServer.Number(rate)}/s", $"> {BenchServer.Number(MinRate)}/s", rate > MinRate, $"Parallel.ForEachAsync over the plain method: {BenchServer.Number(items / map["plain-s"])}/s"),
            new(Name, "… growth of memory, resident", $"{BenchServer.Number(map["none-mb"])} MB", $"< {MaxMegabytes} MB", map["none-mb"] < MaxMegabytes, null),
            new(Name, "… every event in a file of JSON", $"{BenchServer.Number(withSink)}/s", $"> {BenchServer.Number(MinRate)}/s", withSink > MinRate, null),
            new(Name, "… growth of memory, resident", $"{BenchServer.Number(map["json-mb"])} MB", $"< {MaxMegabytes} MB", map["json-mb"] < MaxMegabytes, null),
        ];
    }
}
