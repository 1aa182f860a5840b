using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>Mapped tasks whose results are durable before the calls return; then the same run, resumed.</summary>
internal sealed class RecordScenario : IScenario
{
    private const int MinRate = 5_000;

    public string Name => "recorded results";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var items = quick ? 2_000 : 50_000;
        var records = await FlowsProgram.MeasureAsync("records", items, cancellationToken);
        var rate = items / records["record-s"];
        return
        [
            new(Name, $"{BenchServer.Number(items)} mapped tasks, each result flushed to the disk", $"{BenchServer.Number(rate)}/s", $"> {BenchServer.Number(MinRate)}/s", rate > MinRate, $"the same bytes, flushed once for 64 records: {BenchServer.Number(items / records["floor-s"])}/s"),
            new(Name, "… all of them found again", $"{BenchServer.Number(items / records["resume-s"])}/s", null, null, null),
        ];
    }
}
