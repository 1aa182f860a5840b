using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Slipway.Results;
using Slipway.Runtime;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Hosting;

public sealed partial class ResumeCommandTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Step _extract = new("extract");
    private readonly Step _publish = new("publish");
    private readonly List<string> _ran = [];
    private bool _isMended;

    [Fact]
    public async Task The_command_that_a_failure_ends_with_runs_only_what_is_missing()
    {
        using var host = new HostRun(Orders());
        Assert.Equal(1, await host.RunAsync("run", "daily-orders", "--day", "2026-01-31", "--shops", "north", "--slots", "disk=2"));
        var command = ToGoOn().Match(host.Error);
        Assert.True(command.Success, host.Error);
        Assert.StartsWith("run daily-orders --resume ", command.Groups["arguments"].Value, StringComparison.Ordinal);
        Assert.EndsWith(" --slots disk=2", command.Groups["arguments"].Value, StringComparison.Ordinal);

        _isMended = true;
        Assert.Equal(0, await host.RunAsync(command.Groups["arguments"].Value.Split(' ')));
        Assert.Equal(["extract 2026-01-31", "publish north", "publish north"], _ran);
        Assert.Contains("2 task runs (1 from recorded results)\n  result: \"2026-01-31 north\"\n", host.Error, StringComparison.Ordinal);
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(host.Folder, ".slipway", ".gitignore"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_parameter_that_is_given_goes_over_that_of_before()
    {
        using var host = new HostRun(Orders());
        Assert.Equal(1, await host.RunAsync("run", "daily-orders", "--day", "2026-01-31", "--shops", "north", "--run-id", "run-1"));
        _isMended = true;
        Assert.Equal(0, await host.RunAsync("run", "daily-orders", "--resume", "run-1", "--shops", "south"));
        Assert.Equal(["extract 2026-01-31", "publish north", "publish south"], _ran);

        // What was given last is what the run is.
        Assert.Equal(0, await host.RunAsync("run", "daily-orders", "--resume", "run-1"));
        Assert.Equal(3, _ran.Count);
        Assert.Contains("2 task runs (2 from recorded results)\n  result: \"2026-01-31 south\"\n", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--results", "my results")]
    [InlineData]
    public async Task Results_may_be_kept_elsewhere(params string[] given)
    {
        using var host = new HostRun(Orders());
        host.App.Results = given.Length > 0 ? null : new MemoryResultStore();
        Assert.Equal(1, await host.RunAsync(["run", "daily-orders", "--day", "2026-01-31", "--run-id", "run-1", .. given]));
        Assert.Contains($"shop run daily-orders --resume run-1{(given.Length > 0 ? " --results 'my results'" : "")}\n", host.Error, StringComparison.Ordinal);
        Assert.Equal(given.Length > 0, File.Exists(Path.Combine(host.Folder, "my results", "runs", "run-1", "results.log")));
        Assert.False(Directory.Exists(Path.Combine(host.Folder, ".slipway")));

        _isMended = true;
        Assert.Equal(0, await host.RunAsync(["run", "daily-orders", "--resume", "run-1", .. given]));
        Assert.Single(_ran, ran => ran.StartsWith("extract", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_results_nothing_is_written_and_no_resume_is_promised()
    {
        using var host = new HostRun(Orders());
        Assert.Equal(1, await host.RunAsync("run", "daily-orders", "--day", "2026-01-31", "--no-results"));
        Assert.Contains("failed after", host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", host.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(host.Folder));
    }

    [Fact]
    public async Task Refresh_runs_what_earlier_runs_cached()
    {
        var rates = new Step("rates", new TaskAttribute { Cache = CachePolicy.Inputs });
        var runs = 0;
        using var host = new HostRun(HostFlows.Simple("hello", async _ => await rates.CallAsync(1, _ => ++runs)));
        Assert.Equal(0, await host.RunAsync("run", "hello"));
        Assert.Equal(0, await host.RunAsync("run", "hello"));
        Assert.Equal(1, runs);
        Assert.Equal(0, await host.RunAsync("run", "hello", "--refresh"));
        Assert.Equal(2, runs);
    }

    [Theory]
    [InlineData(1, "was cancelled after")]
    [InlineData(2, "ended at once")]
    public async Task Who_stops_a_run_is_told_how_to_go_on(int signals, string end)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            running.SetResult();
            await release.Task.WaitAsync(signals == 1 ? call.CancellationToken : default);
            return null;
        }));
        var run = host.RunAsync("run", "hello", "--run-id", "run-1");
        await running.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        for (var i = 0; i < signals; i++)
            host.Interrupts.Raise(PosixSignal.SIGINT);
        Assert.Equal(130, await run.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Matches($"{end}(.|\n)*To go on from what was recorded: shop run hello --resume run-1\n", host.Error);
        release.SetResult();
    }

    [Theory]
    [InlineData("results.unknown-run", "--resume", "run-2")]
    [InlineData("results.other-flow", "--resume", "run-of-hello")]
    [InlineData("results.other-flow", "--run-id", "run-of-hello", "--day", "2026-01-31")]
    [InlineData("results.bad-run-id", "--resume", "../run-1")]
    [InlineData("results.bad-run-id", "--run-id", ".run", "--day", "2026-01-31")]
    [InlineData("results.bad-run-id", "--run-id", "", "--day", "2026-01-31")]
    [InlineData("input.option", "--resume", "run-1", "--run-id", "run-1")]
    [InlineData("input.option", "--resume", "run-1", "--no-results")]
    [InlineData("input.option", "--results", "here", "--no-results", "--day", "2026-01-31")]
    public async Task A_run_that_can_not_be_named_this_way_is_refused_before_anything_runs(string code, params string[] given)
    {
        using var host = new HostRun(Orders(), HostFlows.Simple("hello", _ => Task.FromResult<object?>(null)));
        Assert.Equal(0, await host.RunAsync("run", "hello", "--run-id", "run-of-hello"));
        Assert.Equal(123, await host.RunAsync(["run", "daily-orders", .. given]));
        Assert.EndsWith($"  code: {code}\n", host.Error, StringComparison.Ordinal);
        Assert.Empty(_ran);
    }

    [Theory]
    [InlineData("""{"flow": "daily-orders", "parame""")]
    [InlineData("""{"flow": "daily-orders"}""")]
    [InlineData("[]")]
    public async Task What_can_not_be_read_of_a_run_is_told(string order)
    {
        using var host = new HostRun(Orders());
        await new FileResultStore(Path.Combine(host.Folder, ".slipway")).KeepOrderAsync("run-1", System.Text.Encoding.UTF8.GetBytes(order), TestContext.Current.CancellationToken);
        Assert.Equal(124, await host.RunAsync("run", "daily-orders", "--resume", "run-1"));
        Assert.Contains("What the flow run run-1 was asked to do can't be read", host.Error, StringComparison.Ordinal);
        Assert.EndsWith("  code: results.unreadable\n", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_that_a_newer_launch_took_over_nobody_is_told_to_resume_it()
    {
        var folder = "";
        using var host = new HostRun(HostFlows.Simple("hello", async _ =>
        {
            await _extract.CallAsync(1, value => value);
            await using (await new FileResultStore(folder).OpenAsync("run-1", TestContext.Current.CancellationToken))
                return await _publish.CallAsync(1, value => value);
        }));
        folder = Path.Combine(host.Folder, ".slipway");
        Assert.Equal(1, await host.RunAsync("run", "hello", "--run-id", "run-1"));
        Assert.Contains("A newer launch has taken over the flow run run-1", host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", host.Error, StringComparison.Ordinal);
    }

    private FlowDefinition Orders() => HostFlows.DailyOrders(async call =>
    {
        var day = await _extract.CallAsync(call.Argument<DateOnly>("day"), given =>
        {
            _ran.Add($"extract {given:yyyy-MM-dd}");
            return $"{given:yyyy-MM-dd}";
        });
        return await _publish.CallAsync((day, string.Join('+', call.Argument<string[]?>("shops") ?? [])), given =>
        {
            _ran.Add($"publish {given.Item2}");
            return _isMended ? $"{given.day} {given.Item2}" : throw new InvalidDataException("The shop is closed.");
        });
    });

    [GeneratedRegex(@"To go on from what was recorded: shop (?<arguments>.+)\n", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ToGoOn();
}
