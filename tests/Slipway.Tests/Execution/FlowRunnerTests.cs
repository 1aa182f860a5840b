using Microsoft.Extensions.Logging;
using Slipway.Core.Errors;
using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.Runtime;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class FlowRunnerTests
{
    private readonly MemorySink _sink = new();
    private readonly Step _extract = new("extract");
    private readonly Step _clean = new("clean");

    private FlowRunOptions Options => new() { Sinks = [_sink] };

    [Fact]
    public async Task A_flow_returns_its_value_and_reports_every_state_in_order()
    {
        var result = await FlowRunner.RunAsync(
            "daily",
            async _ =>
            {
                var raw = await _extract.CallAsync(3, day => new string('x', day));
                return await _clean.CallAsync(raw, text => text.Length);
            },
            Options,
            TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Value);
        Assert.Equal(RunState.Completed, result.State);
        Assert.Equal(new TaskRunCounts(2, 2, 0, 0, 0, 0), result.TaskRuns);
        Assert.Equal(
            ["flow daily", "flow Running", "#1 extract", "#1 Running", "#1 Completed", "#2 clean after #1", "#2 Running", "#2 Completed", "flow Completed"],
            Trace.Of(_sink));
        Assert.Equal(Enumerable.Range(1, _sink.Events.Count).Select(number => (long)number), _sink.Events.Select(happened => happened.Sequence));
        Assert.Equal(0, result.UnreportedEvents);
    }

    [Fact]
    public async Task A_failure_is_the_results_and_keeps_its_stack_trace()
    {
        var result = await FlowRunner.RunAsync<int>("daily", async _ => await _extract.CallAsync(1, Explode), Options, TestContext.Current.CancellationToken);

        Assert.Equal(RunState.Failed, result.State);
        var thrown = Assert.Throws<InvalidDataException>(() => result.ThrowIfNotCompleted());
        Assert.Contains(nameof(Explode), thrown.StackTrace, StringComparison.Ordinal);
        Assert.Equal(1, result.TaskRuns.Failed);
        var failed = Assert.Single(_sink.Events.OfType<StateChanged>(), changed => changed.TaskRunId == 1 && changed.State == RunState.Failed);
        Assert.Equal("InvalidDataException: no rows", failed.Message);

        static int Explode(int day) => throw new InvalidDataException("no rows");
    }

    [Fact]
    public async Task A_failure_that_the_flow_handles_leaves_the_flow_completed()
    {
        var result = await FlowRunner.RunAsync(
            "daily",
            async _ =>
            {
                try
                {
                    await _extract.RunAsync(1, (_, _) => throw new InvalidDataException("no rows"));
                }
                catch (InvalidDataException)
                {
                    return "nothing";
                }

                return "something";
            },
            Options,
            TestContext.Current.CancellationToken);

        Assert.Equal("nothing", result.Value);
        Assert.Equal(["Running", "Failed"], Trace.States(_sink, 1));
    }

    [Fact]
    public async Task Every_kind_of_method_is_tracked()
    {
        var result = await FlowRunner.RunAsync(
            "kinds",
            async _ =>
            {
                await _extract.RunAsync(1, async (_, _) => await Task.Yield());
                await _extract.RunAsync(1, (_, _) => Task.CompletedTask);
                var sum = await _extract.CallAsync(1, async (value, _) =>
                {
                    await Task.Yield();
                    return value;
                });
                sum += await _extract.CallValueAsync(2, (value, _) => ValueTask.FromResult(value));
                sum += await _extract.CallValueAsync(4, async (value, _) =>
                {
                    await Task.Yield();
                    return value;
                });
                return sum + _extract.Call(8, (value, _) => value);
            },
            Options,
            TestContext.Current.CancellationToken);

        Assert.Equal(15, result.Value);
        Assert.Equal(6, result.TaskRuns.Completed);
        Assert.All(Enumerable.Range(1, 6), id => Assert.Equal(["Running", "Completed"], Trace.States(_sink, id)));
    }

    [Fact]
    public async Task A_task_called_by_a_task_knows_its_caller_and_its_neighbours_do_not()
    {
        await FlowRunner.RunAsync(
            "nested",
            async _ =>
            {
                await _extract.CallAsync(1, async (value, _) =>
                {
                    await Task.Yield();
                    return await _clean.CallAsync(value, inner => inner);
                });
                return _clean.Call(2, (value, _) => value);
            },
            Options,
            TestContext.Current.CancellationToken);

        Assert.Equal(["#1 extract", "#2 clean in #1", "#3 clean"], Trace.Of(_sink).Where(line => line[0] == '#' && char.IsLower(line.Split(' ')[1][0])));
    }

    [Fact]
    public async Task A_subflow_reports_its_start_and_is_a_task_run_of_its_caller()
    {
        var flow = new FlowDefinition { Id = "Tests.Inner", Name = "inner", Settings = new FlowAttribute { Retries = 1 }, Invoke = _ => throw new NotSupportedException() };
        var subflow = new TaskDefinition { Id = "Tests.Inner", Name = "inner", Version = "1", Subflow = flow };
        var tries = 0;
        string? id = null;

        var result = await FlowRunner.RunAsync(
            "outer",
            async _ =>
            {
                var call = new AsyncCall<int, int>(1, async (value, _) =>
                {
                    id = Run.Id;
                    return tries++ == 0 ? throw new InvalidDataException("first") : await _clean.CallAsync(value, inner => inner);
                });
                return await TaskCalls.RunAsync<AsyncCall<int, int>, int>(subflow, "outer/inner#0", in call);
            },
            new FlowRunOptions { Sinks = [_sink], RunId = "r1" },
            TestContext.Current.CancellationToken);

        Assert.Equal(1, result.Value);
        Assert.Equal("r1.1", id);
        Assert.Equal(
            ["flow outer", "flow Running", "#1 inner", "flow inner in #1", "#1 Running", "#1 AwaitingRetry", "#1 Running 2", "#2 clean in #1", "#2 Running", "#2 Completed", "#1 Completed 2", "flow Completed"],
            Trace.Of(_sink));
    }

    [Fact]
    public async Task Inside_a_run_code_can_ask_for_it_and_outside_it_gets_neutral_answers()
    {
        Assert.False(Run.IsActive);
        Assert.False(TaskCalls.AreTracked);
        Assert.Equal("", Run.Id);
        Assert.Equal(1, Run.Attempt);
        Assert.NotEqual(Run.IdempotencyKey, Run.IdempotencyKey);
        Assert.False(Run.CancellationToken.CanBeCanceled);

        await FlowRunner.RunAsync(
            "ask",
            async cancellationToken =>
            {
                Assert.True(Run.IsActive);
                Assert.Equal("run-7", Run.Id);
                Assert.Equal(cancellationToken, Run.CancellationToken);
                var first = await _extract.CallAsync(1, _ => Run.IdempotencyKey);
                var second = await _extract.CallAsync(1, _ => Run.IdempotencyKey);
                Assert.NotEqual(first, second);
                return 0;
            },
            new FlowRunOptions { RunId = "run-7" },
            TestContext.Current.CancellationToken).ContinueWith(run => run.GetAwaiter().GetResult().ThrowIfNotCompleted(), TaskScheduler.Default);
        Assert.False(Run.IsActive);
    }

    [Fact]
    public async Task Log_lines_belong_to_the_task_run_that_wrote_them()
    {
        await FlowRunner.RunAsync(
            "log",
            async _ =>
            {
                await _extract.CallAsync(1, (value, attempt) =>
                {
                    attempt.Logger.LogWarning("half of it");
                    attempt.Logger.LogDebug("unseen");
                    return Task.FromResult(value);
                });
                Run.Logger.LogInformation("done");
                return 0;
            },
            Options,
            TestContext.Current.CancellationToken);

        Assert.Equal(["#1 warning: half of it", "flow information: done"], Trace.Of(_sink).Where(line => line.Contains(": ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_task_runs_name_comes_from_its_template()
    {
        var named = new Step("load", new TaskAttribute { RunName = "load {input} of {{x}} {other}" });
        await FlowRunner.RunAsync("names", async _ => await named.CallAsync(new DateOnly(2026, 1, 31), day => day.Day), Options, TestContext.Current.CancellationToken);
        Assert.Equal("load 2026-01-31 of {x} {other}", Assert.Single(_sink.Events.OfType<TaskRunCreated>()).Name);
    }

    [Fact]
    public async Task Arguments_are_values_or_JSON_and_a_missing_one_is_named()
    {
        var flow = new FlowDefinition
        {
            Id = "Tests.Params",
            Name = "params",
            Settings = new FlowAttribute { RunName = "of {day}" },
            Parameters = [new FlowParameter("day", typeof(DateOnly), true, null, null), new FlowParameter("count", typeof(int), false, 5, null)],
            Invoke = call => Task.FromResult<object?>((call.Argument<DateOnly>("day"), call.Argument<int>("count"))),
        };
        var token = TestContext.Current.CancellationToken;
        using var json = System.Text.Json.JsonDocument.Parse("""{"day": "2026-01-31", "count": "x"}""");

        var values = await FlowRunner.RunAsync(flow, new Dictionary<string, object?> { ["day"] = new DateOnly(2026, 1, 30) }, Options, token);
        Assert.Equal((new DateOnly(2026, 1, 30), 5), values.Value);
        Assert.Equal("of 2026-01-30", _sink.Events.OfType<FlowRunStarted>().Single().Name);

        var parsed = await FlowRunner.RunAsync(flow, new Dictionary<string, object?> { ["day"] = json.RootElement.GetProperty("day") }, cancellationToken: token);
        Assert.Equal((new DateOnly(2026, 1, 31), 5), parsed.Value);

        var missing = await FlowRunner.RunAsync(flow, cancellationToken: token);
        Assert.Equal("flow.missing-argument", Assert.IsType<SlipwayException>(missing.Exception).Code);

        var bad = await FlowRunner.RunAsync(flow, json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value), cancellationToken: token);
        var error = Assert.IsType<SlipwayException>(bad.Exception);
        Assert.Equal("flow.bad-argument", error.Code);
        Assert.Contains("count", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_settings_name_the_setting_and_the_task()
    {
        var step = new Step("load", new TaskAttribute { TimeoutSeconds = -1 });
        var result = await FlowRunner.RunAsync("bad", async _ => await step.CallAsync(1, value => value), cancellationToken: TestContext.Current.CancellationToken);
        var error = Assert.IsType<SlipwayException>(result.Exception);
        Assert.Equal("task.bad-settings", error.Code);
        Assert.Contains("TimeoutSeconds = -1 of load", error.Message, StringComparison.Ordinal);
    }
}
