using DataFlows;
using Slipway.Core.Runs;
using Slipway.Testing;
using Slipway.VariableStores;

namespace Slipway.Examples.Tests;

public sealed class DatabaseFlowsTests : IDisposable
{
    private readonly Shop _shop = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Features_as_plain_methods()
    {
        var day = new DateOnly(2026, 1, 31);
        var feature = Assert.Single(SqlToFeatures.Transform([new SqlToFeatures.Row(7, 4, 10, day.AddDays(-3))], day));
        Assert.Equal(new SqlToFeatures.Feature(7, 4, 2.5, 3), feature);

        await _shop.OpenAsync(3_000, Cancel);
        Assert.Equal(1_000, await SqlToFeatures.RunAsync(day, _shop.Database, _shop.PathOf("features.db"), Cancel));
        // Again: the same rows.
        Assert.Equal(1_000, await SqlToFeatures.RunAsync(day, _shop.Database, _shop.PathOf("features.db"), Cancel));
        Assert.Equal(1_000L, await Shop.AskAsync(_shop.PathOf("features.db"), "SELECT count(*) FROM features", Cancel));
    }

    [Fact]
    public async Task Sample_data_makes_its_folder_and_a_flow_without_it_says_so()
    {
        var missing = await Assert.ThrowsAsync<FileNotFoundException>(() => SqlToFeatures.RunAsync(source: _shop.Database, target: _shop.PathOf("features.db"), ct: Cancel));
        Assert.Contains("sample-data", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_shop.Database));
        await SampleData.RunAsync(_shop.PathOf("new/data"), 100, Cancel);
        Assert.Equal(100L, await Shop.AskAsync(_shop.PathOf("new/data/shop.db"), "SELECT count(*) FROM orders", Cancel));
        Assert.Equal(3, Directory.GetFiles(_shop.PathOf("new/data/text")).Length);
    }

    [Fact]
    public async Task Features_flow_from_query_to_load()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var run = await new FlowTest().Fail("query").RunAsync(typeof(SqlToFeatures).Assembly, "sql-to-features", new { source = _shop.Database, target = _shop.PathOf("features.db") }, Cancel);
        Assert.Equal(1_000, run.ThrowIfNotCompleted().Value<int>());
        Assert.Equal(2, run.Task("query").Attempts);
        Assert.Contains(("query", "transform"), run.Edges);
        Assert.Contains(("transform", "load"), run.Edges);
    }

    [Fact]
    public async Task An_export_as_plain_methods_goes_on_where_the_last_one_ended()
    {
        using var variables = Variables.Use(new MemoryVariableStore());
        await _shop.OpenAsync(250, Cancel);
        var first = await DeltaExport.RunAsync(_shop.Database, _shop.PathOf("export"), chunk: 100, ct: Cancel);
        Assert.Equal(new DeltaExport.Exported(250, 3), first);
        Assert.Equal(new DeltaExport.Exported(0, 0), await DeltaExport.RunAsync(_shop.Database, _shop.PathOf("export"), chunk: 100, ct: Cancel));
        await Shop.AskAsync(_shop.Database, "INSERT INTO orders VALUES (251, 1, '2026-02-01', 1.5)", Cancel);
        Assert.Equal(new DeltaExport.Exported(1, 1), await DeltaExport.RunAsync(_shop.Database, _shop.PathOf("export"), chunk: 100, ct: Cancel));
        Assert.Equal(
            ["orders-000000000001-000000000100.csv", "orders-000000000101-000000000200.csv", "orders-000000000201-000000000250.csv", "orders-000000000251-000000000251.csv"],
            Directory.GetFiles(_shop.PathOf("export")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("251,1,2026-02-01,1.50\n", await File.ReadAllTextAsync(_shop.PathOf("export/orders-000000000251-000000000251.csv"), Cancel));
    }

    [Fact]
    public async Task An_export_that_fails_leaves_the_offset_where_it_was()
    {
        await _shop.OpenAsync(250, Cancel);
        var inputs = new { source = _shop.Database, folder = _shop.PathOf("export"), chunk = 100 };
        var variables = new MemoryVariableStore();
        var failing = new FlowTest { Variables = variables }.FailAlways("export after 100");
        Assert.Equal(RunState.Failed, (await failing.RunAsync(typeof(DeltaExport).Assembly, "delta-export", inputs, Cancel)).State);

        var test = new FlowTest { Variables = variables }.Fail("export after 200", times: 2);
        var run = await test.RunAsync(typeof(DeltaExport).Assembly, "delta-export", inputs, Cancel);
        Assert.Equal(new DeltaExport.Exported(250, 3), run.ThrowIfNotCompleted().Value<DeltaExport.Exported>());
        Assert.Equal(3, run.Task("export after 200").Attempts);
        Assert.Equal("250", System.Text.Encoding.UTF8.GetString((await variables.FindAsync(new VariableName("delta-export", "offset"), Cancel))!.Value.Span));
    }

    [Fact]
    public async Task Deletions_as_plain_methods()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var deleted = await Deletions.RunAsync([7, 12], _shop.Database, Shop.Statements, Cancel);
        Assert.Equal(new Dictionary<string, int> { ["010-orders"] = 6, ["020-customers"] = 2 }, deleted);
        Assert.Equal(2_994L, await Shop.AskAsync(_shop.Database, "SELECT count(*) FROM orders", Cancel));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Deletions.RunAsync([7], _shop.Database, _shop.Folder, Cancel));
    }

    [Fact]
    public async Task Deletions_run_one_after_the_other_and_stop_at_a_failure()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var test = new FlowTest().FailAlways("delete 010-orders");
        var run = await test.RunAsync(typeof(Deletions).Assembly, "deletions", new { customers = new long[] { 7 }, database = _shop.Database, folder = Shop.Statements }, Cancel);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Equal(3, Assert.Single(run.Tasks("delete")).Attempts);
        Assert.Equal(3_000L, await Shop.AskAsync(_shop.Database, "SELECT count(*) FROM orders", Cancel));
    }

    [Fact]
    public async Task The_model_as_a_plain_method_runs_its_container_and_then_the_other_flows()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var containers = new TestContainers();
        using var running = Containers.Use(containers);
        using var variables = Variables.Use(new MemoryVariableStore());
        Assert.Equal("1000 customers, 3000 new orders", await HourlyModel.RunAsync("1.0.2", _shop.Database, _shop.Folder, Cancel));
        var launch = Assert.Single(containers.Launches);
        Assert.Equal("dbt-model:1.0.2", launch.Image);
        Assert.Equal(TimeSpan.FromMinutes(45), launch.Options.Timeout);
    }

    [Fact]
    public async Task After_a_model_that_fails_no_other_flow_starts_and_one_that_fails_ends_it()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var inputs = new { source = _shop.Database, folder = _shop.Folder };
        var broken = new FlowTest();
        broken.Containers.Exits("dbt-model:1.0.1", 1);
        var failed = await broken.RunAsync(typeof(HourlyModel).Assembly, "hourly-model", inputs, Cancel);
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Equal(2, failed.Task("dbt-model").Attempts);
        Assert.Empty(failed.Tasks("sql-to-features"));

        var stopped = await new FlowTest().FailAlways("load").RunAsync(typeof(HourlyModel).Assembly, "hourly-model", inputs, Cancel);
        Assert.Equal(RunState.Failed, stopped.State);
        Assert.Equal(RunState.Failed, stopped.Task("sql-to-features").State);
        Assert.Empty(stopped.Tasks("delta-export"));
    }
}
