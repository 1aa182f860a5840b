using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.TestKits.Time;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class CancellationTests : IDisposable
{
    private readonly MemorySink _sink = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly Step _load = new("load", new TaskAttribute { Retries = 3, RetryDelaySeconds = 60 });
    private readonly Step _tidy = new("tidy");

    public void Dispose() => _cancel.Dispose();

    [Fact]
    public async Task Cancelling_the_run_reaches_the_body_and_nothing_is_retried()
    {
        var started = new TaskCompletionSource();
        var run = StartAsync(async () => await _load.CallAsync(1, async (value, attempt) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, attempt.Token(default));
            return value;
        }));
        await started.Task;
        await _cancel.CancelAsync();

        var result = await run;
        Assert.Equal(RunState.Cancelled, result.State);
        Assert.Equal(1, result.TaskRuns.Cancelled);
        Assert.Equal(["Running", "Cancelled"], Trace.States(_sink, 1));
        Assert.Equal(["Running", "Cancelling", "Cancelled"], Trace.States(_sink, null));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_retry()
    {
        var run = StartAsync(async () => await _load.CallAsync<int, int>(1, (_, _) => throw new IOException("down")));
        await _clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken);
        await _cancel.CancelAsync();
        Assert.Equal(RunState.Cancelled, (await run).State);
        Assert.Equal(["Running", "AwaitingRetry", "Cancelled 2"], Trace.States(_sink, 1));
    }

    [Fact]
    public async Task No_task_starts_after_cancelling_except_to_clean_up()
    {
        var tidied = false;
        var run = StartAsync(async () =>
        {
            await _cancel.CancelAsync();
            try
            {
                await _tidy.CallAsync(1, value => value);
                Assert.Fail("It was to be refused.");
            }
            finally
            {
                using (Run.BeginCleanUp())
                {
                    await _tidy.CallAsync(2, (value, attempt) =>
                    {
                        tidied = !attempt.Token(default).IsCancellationRequested;
                        return Task.FromResult(value);
                    });
                }

                Assert.True(Run.CancellationToken.IsCancellationRequested);
            }

            return 0;
        });
        Assert.Equal(RunState.Cancelled, (await run).State);
        Assert.True(tidied);
        Assert.Equal(1, (await run).TaskRuns.Created);
    }

    [Fact]
    public async Task A_callers_own_token_and_the_runs_both_end_the_body()
    {
        using var own = new CancellationTokenSource();
        var run = StartAsync(async () =>
        {
            try
            {
                return await _load.CallAsync(1, async (value, attempt) =>
                {
                    var token = attempt.Token(own.Token);
                    Assert.NotEqual(own.Token, token);
                    await own.CancelAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
                    return value;
                });
            }
            catch (OperationCanceledException)
            {
                return 7;
            }
        });
        Assert.Equal(7, (await run).Value);
        Assert.Equal(["Running", "Cancelled"], Trace.States(_sink, 1));
    }

    private Task<FlowRunResult> StartAsync(Func<Task<int>> flow) =>
        FlowRunner.RunAsync("cancel", _ => flow(), new FlowRunOptions { Sinks = [_sink], Clock = _clock }, _cancel.Token);
}
