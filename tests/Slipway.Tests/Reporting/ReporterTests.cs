using Slipway.Reporting;
using Slipway.Running;
using Slipway.TestKits.Time;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Reporting;

public sealed class ReporterTests
{
    private readonly Step _step = new("step");

    [Fact]
    public async Task A_sink_that_never_answers_does_not_hold_up_the_flow()
    {
        var clock = new ManualTimeProvider();
        var stuck = new StuckSink();
        var healthy = new MemorySink();
        var ended = new TaskCompletionSource();
        var run = FlowRunner.RunAsync(
            "stuck",
            async _ =>
            {
                for (var i = 0; i < 100; i++)
                    await _step.CallAsync(i, value => value);
                ended.SetResult();
                return 0;
            },
            new FlowRunOptions { Sinks = [stuck, healthy], Clock = clock, ReportingDeadline = TimeSpan.FromSeconds(5) },
            TestContext.Current.CancellationToken);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await stuck.Entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (healthy.Events.Count < 303)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(5));
        var result = await run;
        Assert.Equal(303, result.UnreportedEvents);
        Assert.Equal(303, healthy.Events.Count);
        Assert.True(stuck.WasCancelled);
    }

    [Fact]
    public async Task A_sink_that_fails_gets_the_same_events_again_and_loses_none()
    {
        var clock = new ManualTimeProvider();
        var flaky = new FlakySink(failures: 2);
        var run = FlowRunner.RunAsync(
            "flaky",
            async _ =>
            {
                for (var i = 0; i < 50; i++)
                    await _step.CallAsync(i, value => value);
                return 0;
            },
            new FlowRunOptions { Sinks = [flaky], Clock = clock },
            TestContext.Current.CancellationToken);
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMilliseconds(200));
        var result = await run;
        Assert.Equal(0, result.UnreportedEvents);
        Assert.Equal(Enumerable.Range(1, 153).Select(number => (long)number), flaky.Taken.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task Tasks_in_parallel_report_without_gaps()
    {
        var sink = new MemorySink();
        await FlowRunner.RunAsync(
            "parallel",
            async _ =>
            {
                await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
                {
                    for (var i = 0; i < 500; i++)
                        await _step.CallAsync(i, value => value);
                })));
                return 0;
            },
            new FlowRunOptions { Sinks = [sink] },
            TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 12_003).Select(number => (long)number), sink.Events.Select(happened => happened.Sequence));
        Assert.Equal(4_000, sink.Events.OfType<TaskRunCreated>().Select(created => created.TaskRunId).Distinct().Count());
    }

    private sealed class StuckSink : IRunSink
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool WasCancelled { get; private set; }

        public async ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            var never = new TaskCompletionSource();
            await using (cancellationToken.Register(() =>
            {
                WasCancelled = true;
                never.SetCanceled(CancellationToken.None);
            }))
                await never.Task;
        }
    }

    private sealed class FlakySink(int failures) : IRunSink
    {
        private int _left = failures;

        public List<RunEvent> Taken { get; } = [];

        public ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
        {
            if (_left-- > 0)
                throw new IOException("not now");
            Taken.AddRange(events);
            return ValueTask.CompletedTask;
        }
    }
}
