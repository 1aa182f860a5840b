using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("run-daily-orders", "run", "daily-orders", "--help")]
    [InlineData("run", "run", "--help")]
    [InlineData("own", "--help")]
    [InlineData("list", "list")]
    [InlineData("manifest-help", "slipway", "manifest", "--help")]
    [InlineData("list-help", "list", "--help")]
    public async Task Pages_read_like_this(string name, params string[] arguments)
    {
        using var host = new HostRun(HostFlows.DailyOrders(), HostFlows.Simple("hello", _ => Task.FromResult<object?>(null)));
        Assert.Equal(0, await host.RunAsync(arguments));
        Assert.Equal("", host.Error);
        Snapshot.Match(host.Out, name);
    }

    [Theory]
    [InlineData("unknown-command", "rum")]
    [InlineData("flow-as-command", "daily-orders")]
    [InlineData("unknown-flow", "run", "daily-order")]
    [InlineData("no-flow", "run")]
    [InlineData("unknown-option", "run", "daily-orders", "--dya", "2026-01-31")]
    [InlineData("one-word-too-many", "run", "daily-orders", "--day", "2026-01-31", "--dry-run", "true", "tomorrow")]
    [InlineData("option-without-value", "run", "daily-orders", "--day")]
    [InlineData("unknown-slipway-command", "slipway", "manifets")]
    [InlineData("list-with-word", "list", "all")]
    [InlineData("values", "run", "daily-orders", "--day", "yesterday", "--chunk-count", "many", "--colour", "green", "--dry-run", "perhaps", "--root", "[]")]
    [InlineData("missing", "run", "daily-orders", "--chunk-count", "3")]
    [InlineData("twice", "run", "daily-orders", "--day", "2026-01-31", "--day", "2026-02-01")]
    [InlineData("json", "run", "daily-orders", "--param-json", """{"day": "soon", "chunkCount": null, "dya": 1, "shops": [1]}""")]
    [InlineData("not-json", "run", "daily-orders", "--param-json", "day=2026-01-31")]
    [InlineData("json-list", "run", "daily-orders", "--param-json", "[1]")]
    [InlineData("slots", "run", "daily-orders", "--day", "2026-01-31", "--slots", "database")]
    [InlineData("no-file", "run", "daily-orders", "--param-json", "@missing.json")]
    public async Task Bad_input_is_told_all_at_once_and_nothing_runs(string name, params string[] arguments)
    {
        var ran = false;
        using var host = new HostRun(HostFlows.DailyOrders(_ =>
        {
            ran = true;
            return Task.FromResult<object?>(null);
        }));
        Assert.Equal(123, await host.RunAsync(arguments));
        Assert.False(ran);
        Assert.Equal("", host.Out);
        Snapshot.Match(host.Error.Replace(host.Folder, "FOLDER", StringComparison.Ordinal), name);
    }

    [Fact]
    public async Task Options_reach_the_flow_and_go_over_JSON()
    {
        object?[]? seen = null;
        using var host = new HostRun(HostFlows.DailyOrders(call =>
        {
            seen =
            [
                call.Argument<DateOnly>("day"), call.Argument<int>("chunkCount"), call.Argument<Colour>("colour"), call.Argument<bool>("dryRun"),
                string.Join('+', call.Argument<string[]?>("shops") ?? []), call.Argument<string>("slots"), call.Argument<Folder?>("root")?.Children?[0].Name,
            ];
            return Task.FromResult<object?>(null);
        }));
        var file = Path.Combine(host.Folder, "parameters.json");
        await File.WriteAllTextAsync(file, """{"day": "2026-01-01", "chunkCount": 4, "slots": "ftp"}""", TestContext.Current.CancellationToken);
        var exit = await host.RunAsync(
            "run", "daily-orders", "--day=2026-01-31", "--dry-run", "--shops", "north", "--shops", "south", "--param-json", "@parameters.json", "--colour", "darkBlue",
            "--root", """{"name": "a", "children": [{"name": "b"}]}""", "--param-slots", "disk");
        Assert.True(exit == 0, host.Error);
        Assert.Equal([new DateOnly(2026, 1, 31), 4, Colour.DarkBlue, true, "north+south", "disk", "b"], seen);
    }

    [Theory]
    [InlineData("--chunk-count", "-5")]
    [InlineData("--chunk-count=-5")]
    public async Task A_negative_number_is_a_value_and_no_option(params string[] given)
    {
        var seen = 0;
        using var host = new HostRun(HostFlows.DailyOrders(call =>
        {
            seen = call.Argument<int>("chunkCount");
            return Task.FromResult<object?>(null);
        }));
        var exit = await host.RunAsync(["run", "daily-orders", "--day", "2026-01-31", .. given]);
        Assert.True(exit == 0, host.Error);
        Assert.Equal(-5, seen);
    }

    [Fact]
    public async Task A_list_may_be_given_as_JSON_and_a_flag_with_its_value()
    {
        string? seen = null;
        using var host = new HostRun(HostFlows.DailyOrders(call =>
        {
            seen = $"{string.Join('+', call.Argument<string[]?>("shops") ?? [])} {call.Argument<bool>("dryRun")}";
            return Task.FromResult<object?>(null);
        }));
        var exit = await host.RunAsync("run", "daily-orders", "--day", "2026-01-31", "--shops", """["a b","c"]""", "--dryRun", "false");
        Assert.True(exit == 0, host.Error);
        Assert.Equal("a b+c False", seen);
    }

    [Fact]
    public async Task Two_flows_of_one_name_are_refused()
    {
        using var host = new HostRun(HostFlows.DailyOrders(), HostFlows.DailyOrders());
        Assert.Equal(123, await host.RunAsync("list"));
        Assert.Contains("code: flow.name-twice", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_of_another_contract_is_refused()
    {
        using var host = new HostRun { Module = HostFlows.ModuleOfContract(99) };
        Assert.Equal(123, await host.RunAsync("list"));
        Assert.Contains("code: flow.other-contract", host.Error, StringComparison.Ordinal);
    }
}
