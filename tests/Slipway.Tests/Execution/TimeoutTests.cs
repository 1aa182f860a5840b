using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.TestKits.Time;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class TimeoutTests
{
    private readonly MemorySink _sink = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly Step _slow = new("slow", new TaskAttribute { TimeoutSeconds = 30 });

    [Fact]
    public async Task The_body_is_told_and_the_state_says_why()
    {
        var run = StartAsync(async () => await _slow.CallAsync(1, async (value, attempt) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, attempt.Token(default));
            return value;
        }));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(30));

        var result = await run;
        var error = Assert.IsType<TaskTimeoutException>(result.Exception);
        Assert.Equal(("task.timed-out", false), (error.Code, error.StillRuns));
        Assert.Equal("The task slow ran longer than its limit of 30 s.", error.Message);
        Assert.Equal(["Running", "Failed/TimedOut"], Trace.States(_sink, 1));
        Assert.Equal((RunState.Failed, StateVariant.TimedOut), (result.State, result.Variant));
    }

    [Fact]
    public async Task A_body_that_ignores_its_token_is_left_behind_and_not_retried()
    {
        var stubborn = new Step("stubborn", new TaskAttribute { TimeoutSeconds = 30, Retries = 3 });
        var end = new TaskCompletionSource<int>();
        var run = StartAsync(async () => await stubborn.CallAsync(1, (_, _) => end.Task));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var error = Assert.IsType<TaskTimeoutException>((await run).Exception);
        Assert.True(error.StillRuns);
        Assert.Contains("went on for another 10 s after its CancellationToken was cancelled", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Running", "Failed/TimedOut"], Trace.States(_sink, 1));
        end.SetResult(1);
    }

    [Fact]
    public async Task A_body_that_ends_in_time_has_no_limit_left_behind()
    {
        var result = await StartAsync(async () => await _slow.CallAsync(1, async (value, _) =>
        {
            await Task.Yield();
            return value;
        }));
        Assert.Equal(1, result.Value);
        Assert.NotEqual(TimeSpan.FromSeconds(30), _clock.UntilNextTimer);
    }

    [Fact]
    public async Task A_late_result_is_no_result()
    {
        var run = StartAsync(async () => await _slow.CallAsync(1, async (value, attempt) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, attempt.Token(default));
            }
            catch (OperationCanceledException)
            {
                // Tidies up, and returns as if nothing had been.
            }

            return value;
        }));
        await _clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(Assert.IsType<TaskTimeoutException>((await run).Exception).StillRuns);
    }

    [Fact]
    public async Task Each_attempt_has_its_own_limit_and_a_synchronous_body_gets_the_token_too()
    {
        var step = new Step("slow", new TaskAttribute { TimeoutSeconds = 30, Retries = 1 });
        var result = await StartAsync(() => Task.FromResult(step.Call(1, (value, attempt) =>
        {
            if (attempt.Number == 2)
                return value;
            _clock.Advance(TimeSpan.FromSeconds(30));
            attempt.Token(default).ThrowIfCancellationRequested();
            return 0;
        })));
        Assert.Equal(1, result.Value);
        Assert.Equal(["Running", "AwaitingRetry", "Running 2", "Completed 2"], Trace.States(_sink, 1));
    }

    [Fact]
    public async Task The_callers_limit_reaches_what_it_calls()
    {
        var inner = new Step("inner");
        var run = StartAsync(async () => await _slow.CallAsync(1, async (value, _) =>
            await inner.CallAsync(value, async (same, attempt) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, attempt.Token(default));
                return same;
            })));
        await _clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await run;
        Assert.Equal(["Running", "Cancelled"], Trace.States(_sink, 2));
        Assert.Equal(["Running", "Failed/TimedOut"], Trace.States(_sink, 1));
    }

    private Task<FlowRunResult> StartAsync(Func<Task<int>> flow) =>
        FlowRunner.RunAsync("limits", _ => flow(), new FlowRunOptions { Sinks = [_sink], Clock = _clock, ReportingDeadline = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
}
