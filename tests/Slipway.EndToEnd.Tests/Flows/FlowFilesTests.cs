using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Flows;

public sealed class FlowFilesTests : IAsyncDisposable
{
    private const string Flow = """
        name: daily-orders
        schedule: {cron: "0 3 * * *", timeZone: Europe/Warsaw}
        parameters: {day: date}
        defaults: {image: "job:1.0.0"}
        tasks:
          extract: {command: [extract, "${{ parameters.day }}"]}
          clean: {matrix: {region: [eu, us]}, command: [clean, "${{ matrix.region }}", "${{ tasks.extract.result.file }}"]}
          audit: {needs: extract}
          publish: {needs: [clean, audit]}

        """;

    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    [Covers("flow")]
    [Covers("flow validate")]
    public async Task Files_are_checked_and_all_that_is_wrong_is_told()
    {
        _place.Write("right.yaml", Flow);
        _place.Write("same.yaml", Flow);
        _place.Write("wrong.yaml", "name: f\ntasks:\n  a: {image: job:1.0.0, needs: b}\n  c: {imaje: job:1.0.0}\n");
        Assert.Equal("right.yaml: daily-orders: 4 tasks (5 task runs), 1 parameter, '0 3 * * *' in Europe/Warsaw\n", (await _place.RunAsync("flow", "validate", "right.yaml")).Exited(0).Output);
        var ended = (await _place.RunAsync("flow", "validate", "right.yaml", "wrong.yaml", "same.yaml", "nowhere.yaml")).Exited(123);
        Assert.Contains("wrong.yaml:3:25: tasks.a.needs names no task: 'b'", ended.Output, StringComparison.Ordinal);
        Assert.Contains("wrong.yaml:4:7: tasks.c.imaje is not known here; did you mean 'image'? [settings.unknown-member]", ended.Output, StringComparison.Ordinal);
        Assert.Contains("same.yaml:1:1: right.yaml is a flow named 'daily-orders' too. [flow.name-twice]", ended.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere.yaml:1:1: There is no such file. [flow.no-file]", ended.Output, StringComparison.Ordinal);
        Assert.Contains("problems in 3 of 4 files", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("mermaid", "txt")]
    [InlineData("dot", "txt")]
    [InlineData("json", "json")]
    [Covers("flow graph", "--format")]
    public async Task The_graph_is_shown_in_each_form(string format, string extension)
    {
        _place.Write("orders.yaml", Flow);
        Snapshot.Match((await _place.RunAsync("flow", "graph", "orders.yaml", "--format", format)).Exited(0).Output, format, extension);
        if (format == "text")
            Snapshot.Match((await _place.RunAsync("flow", "graph", "orders.yaml")).Exited(0).Output, format, extension);
        Assert.Contains("none of: text, mermaid, dot, json", (await _place.RunAsync("flow", "graph", "orders.yaml", "--format", "svg")).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_runs()
    {
        (await _place.RunAsync("local-ecs", "start", "--runtime", "process", "--images", Repository.Path("examples", "tz-zones", "images.json"))).Exited(0);
        var ended = (await _place.RunAsync("flow", "run", "-e", "local", Repository.Path("examples", "tz-zones", "tz-zones.flow.yaml"), "--param", "title=Zones")).Exited(0);
        Assert.Contains("report           | Zones, from Africa on:\n", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"count\[Europe\] *\| Europe has \d+ zones\n", ended.Output);
        Assert.Matches(@"report *\| \d+ America\n", ended.Output);
    }

    [Fact]
    public async Task The_examples_are_right()
    {
        var examples = Directory.EnumerateFiles(Repository.Path("examples"), "*.flow.yaml", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(examples);
        (await _place.RunAsync(["flow", "validate", .. examples])).Exited(0);
    }
}
