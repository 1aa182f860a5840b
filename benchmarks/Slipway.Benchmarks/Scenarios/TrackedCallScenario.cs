using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>What the call of a task costs over the call of a method: that nobody listens to, with every event in a file, and a million of them in one flow.</summary>
internal sealed class TrackedCallScenario : IScenario
{
    private const int MaxNanoseconds = 1_000;
    private const int MaxAllocations = 3;
    private const int MaxNanosecondsWithSink = 5_000;

    // Sampled: a three that is measured is not always 3.00.
    private const double Sampling = 0.1;

    // A hundred times as many calls may take a hundred times as long, and what noise there is.
    private const double MaxGrowth = 1.25;

    public string Name => "tracked call";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var calls = await FlowsProgram.MeasureAsync("calls", quick ? 10_000 : 200_000, cancellationToken);
        var over = calls["tracked-ns"] - calls["plain-ns"];
        var most = quick ? 20_000 : 1_000_000;
        var many = await FlowsProgram.MeasureAsync("many-calls", most, cancellationToken);
        var overWithSink = many[$"json-{most}-ns"] - many["plain-ns"];
        var growth = many[$"json-{most}-ns"] / many[$"json-{most / 10}-ns"];
        var growthWithout = many[$"none-{most}-ns"] / many[$"none-{most / 10}-ns"];
        return
        [
            new(Name, "nobody listens, over the plain call", $"{Number(over)} ns", $"< {Number(MaxNanoseconds)} ns", over < MaxNanoseconds,
                $"plain call: {Number(calls["plain-ns"])} ns; a System.Diagnostics.Activity around it: {Number(calls["activity-ns"] - calls["plain-ns"])} ns; outside a run: {Number(calls["outside-ns"] - calls["plain-ns"])} ns"),
            new(Name, "… allocations over the plain call", $"{Number(Math.Round(calls["allocations"], 1))}", $"<= {MaxAllocations}", calls["allocations"] <= MaxAllocations + Sampling, $"{Number(calls["allocated-bytes"])} bytes"),
            new(Name, "every event in a file of JSON, over the plain call", $"{Number(overWithSink)} ns", $"< {Number(MaxNanosecondsWithSink)} ns", overWithSink < MaxNanosecondsWithSink,
                $"the same {Number(many["bytes"])} bytes a call written to a file: {Number(many["file-ns"])} ns"),
            new(Name, $"… {Number(most)} calls beside {Number(most / 10)}, time a call", $"× {Number(growth)}", $"<= × {MaxGrowth}", growth <= MaxGrowth, $"nobody listens: × {Number(growthWithout)}; {Number(most / 100)} calls: {Number(many[$"json-{most / 100}-ns"])} ns a call"),
        ];
    }

    private static string Number(double value) => BenchServer.Number(value);
}
