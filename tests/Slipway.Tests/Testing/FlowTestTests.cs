using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Errors;
using Slipway.Core.Runs;
using Slipway.Testing;
using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Testing;

public sealed class FlowTestTests
{
    private static readonly string[] Shop = ["apples", "bread", "coffee"];
    private static readonly DateOnly Day = new(2026, 1, 31);
    private static readonly Assembly Here = typeof(FlowTestTests).Assembly;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flow_runs_by_its_name_with_services()
    {
        var run = await Prepared().RunAsync(Here, "orders", new { day = Day }, Cancel);
        Assert.Equal(3, run.Value<int>());
        Assert.Equal(TimeSpan.Zero, run.Duration);
        Assert.Contains("part 0", run.Logs);
        Snapshot.Match(run.ToString());
    }

    [Fact]
    public async Task Code_runs_as_a_flow()
    {
        var run = await new FlowTest().RunAsync(ct => TestedFlows.OrdersAsync(Shop, 2), Cancel);
        Assert.Equal(3, run.Value<int>());
        Assert.Equal(["count", "count", "download", "sum"], run.TaskRuns.Select(task => task.Task).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Delays_between_retries_take_no_time_and_are_counted()
    {
        var run = await Prepared().Fail("download", times: 2, () => new HttpRequestException("503")).RunAsync(Here, "orders", new { day = Day }, Cancel);
        Assert.Equal(RunState.Completed, run.State);
        var download = run.Task("download");
        Assert.Equal([RunState.Running, RunState.AwaitingRetry, RunState.Running, RunState.AwaitingRetry, RunState.Running, RunState.Completed], download.States);
        Assert.Equal((3, 2), (download.Attempts, download.Retries));
        Assert.StartsWith("HttpRequestException: 503", download.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(60 + 120), run.Duration);
    }

    [Fact]
    public async Task Parallel_delays_pass_at_the_same_time()
    {
        var run = await Prepared().Fail("count", times: 2).RunAsync(Here, "orders", new { day = Day }, Cancel);
        Assert.Equal(RunState.Completed, run.State);
        Assert.Equal(2, run.Tasks("count").Sum(task => task.Retries));
        Assert.InRange(run.Duration, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task One_task_run_of_many_can_be_made_to_fail()
    {
        var run = await Prepared().FailAlways("count 1", () => new FormatException("no number")).RunAsync(Here, "orders", new { day = Day }, Cancel);
        Assert.Equal(RunState.Failed, run.State);
        Assert.IsType<FormatException>(run.Exception);
        Assert.Equal(RunState.Completed, run.Task("count 0").State);
        Assert.Equal((RunState.Failed, 2), (run.Task("count 1").State, run.Task("count 1").Attempts));
        Assert.Throws<InvalidOperationException>(() => run.Value<int>());
    }

    [Fact]
    public async Task The_graph_is_there_to_assert_on()
    {
        var run = await Prepared().RunAsync(Here, "orders", new { day = Day, parts = 3 }, Cancel);
        Assert.Equal(3, run.Tasks("count").Count);
        Assert.Contains(("count", "sum"), run.Edges);
        Assert.All(run.TaskRuns, task => Assert.Null(task.Parent));
    }

    [Fact]
    public async Task Code_that_waits_by_the_clock_does_not_wait()
    {
        var test = new FlowTest();
        test.Services.AddSingleton(new TaskCompletionSource());
        var run = await test.RunAsync(Here, "polling", new { rounds = 12 }, Cancel);
        Assert.Equal(13, run.ThrowIfNotCompleted().Value<int>());
        Assert.Equal(TimeSpan.FromHours(1), run.Duration);
    }

    [Fact]
    public async Task A_time_limit_is_over_when_the_test_moves_the_clock()
    {
        var test = new FlowTest();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Services.AddSingleton(started);
        var running = test.RunAsync(Here, "too-slow", cancellationToken: Cancel);
        await started.Task.WaitAsync(Cancel);
        test.Clock.Advance(TimeSpan.FromSeconds(90));
        var run = await running;
        Assert.Equal((RunState.Failed, StateVariant.TimedOut), (run.Task("hang").State, run.Task("hang").Variant));
    }

    [Fact]
    public async Task A_test_that_never_ends_says_what_still_runs()
    {
        var test = new FlowTest { Deadline = TimeSpan.FromMilliseconds(200) };
        test.Services.AddSingleton(new TaskCompletionSource());
        var error = await Assert.ThrowsAsync<TimeoutException>(() => test.RunAsync(Here, "too-slow", cancellationToken: Cancel));
        Assert.Contains("hang (Running)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_never_came_about_fails_the_test()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Prepared().Fail("upload").RunAsync(Here, "orders", new { day = Day }, Cancel));
        Assert.Contains("upload", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_wrong_are_told_with_those_that_there_are()
    {
        Assert.Contains("orders", (await Assert.ThrowsAsync<SlipwayException>(() => Prepared().RunAsync(Here, "order", cancellationToken: Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("day, parts", (await Assert.ThrowsAsync<SlipwayException>(() => Prepared().RunAsync(Here, "orders", new { date = Day }, Cancel))).Message, StringComparison.Ordinal);
        var run = await Prepared().RunAsync(Here, "orders", new { day = Day }, Cancel);
        Assert.Contains("download", Assert.Throws<InvalidOperationException>(() => run.Task("upload")).Message, StringComparison.Ordinal);
        Assert.Contains("Tasks(\"count\")", Assert.Throws<InvalidOperationException>(() => run.Task("count")).Message, StringComparison.Ordinal);
    }

    private static FlowTest Prepared()
    {
        var test = new FlowTest();
        test.Services.AddSingleton(Shop);
        return test;
    }
}
