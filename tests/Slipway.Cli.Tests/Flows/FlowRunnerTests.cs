using System.Text.Json.Nodes;
using Slipway.Cli.Flows;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;
using Slipway.Core.Launches;
using Slipway.Core.Runs;
using Slipway.TestKits.Flows;
using Slipway.TestKits.Time;

namespace Slipway.Cli.Tests.Flows;

public sealed class FlowRunnerTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_golden_scenario_gives_the_golden_trace()
    {
        var launcher = new ScriptedLauncher(_clock)
        {
            Fails = attempt => attempt is { Node.Task: "extract", Number: 1 } ? FailureClass.UserCode : null,
            Writes = attempt => attempt.Node.Task == "extract" ? """{"rows": 42}""" : $"\"{attempt.Node.Matrix?.Values[0].Value}.csv\"",
        };
        var file = FlowFile.Read(GoldenTrace.PathOf("orders.yaml"), "/");
        var (result, trace) = Run(file, launcher, new Dictionary<string, JsonNode?> { ["day"] = "2026-01-31" });
        trace.Trace.End(result.State.ToString());
        trace.Trace.Match("orders");

        Assert.Equal(["extract", "2026-01-31"], launcher.Begun[0].Attempt.Settings.Command!);
        Assert.Equal(["42", "42"], launcher.Begun.Where(begun => begun.Attempt.Node.Task == "clean").Select(begun => begun.Attempt.Settings.Env!["ROWS"]));
        Assert.Equal("""["eu.csv","us.csv"]""", launcher.Begun[^1].Attempt.Settings.Env!["PARTS"]);
        Assert.Equal([true, true, true, true, false], launcher.Begun.Select(begun => begun.Attempt.WantsResult));
    }

    [Fact]
    public void A_failure_ends_what_needs_it_and_nothing_else()
    {
        var launcher = new ScriptedLauncher(_clock) { Fails = attempt => attempt.Node.Name == "b" ? FailureClass.UserCode : null };
        var (result, trace) = Run(Flow("a: {}\n  b: {needs: a}\n  c: {needs: b}\n  d: {needs: a}"), launcher);
        Assert.Equal("Failed", result.State.ToString());
        Assert.Equal(
            ["a Completed", "b Failed", "c Failed/UpstreamFailed", "d Completed"],
            result.Tasks.Select(task => $"{task.Node.Name} {task.State}").Order(StringComparer.Ordinal));
        Assert.Contains("b Failed 1: Ended by user-code.", trace.Lines);
        Assert.Contains("c Failed/UpstreamFailed 0: 'b' did not complete", trace.Lines);
    }

    [Fact]
    public void Waits_between_attempts_count_from_the_failure_and_attempts_have_launches_of_their_own()
    {
        var launcher = new ScriptedLauncher(_clock) { Fails = attempt => attempt.Number < 3 ? FailureClass.Timeout : null };
        var (result, _) = Run(Flow("a: {retries: {count: 2, delay: 30s, backoff: 2}}"), launcher);
        Assert.Equal("Completed", result.State.ToString());
        Assert.Equal([0.0, 90, 210], launcher.Begun.Select(begun => (begun.At - launcher.Begun[0].At).TotalSeconds));
        Assert.Equal(3, launcher.Begun.Select(begun => begun.Attempt.Launch).Distinct().Count());
        Assert.Equal(launcher.Begun[1].Attempt.Launch, FlowRunId.Parse("run-1").LaunchOf("a", 2));
    }

    [Fact]
    public void No_more_containers_run_at_once_than_there_is_room_for_and_a_wait_takes_none()
    {
        var launcher = new ScriptedLauncher(_clock) { Fails = attempt => attempt is { Node.Name: "a[1]", Number: 1 } ? FailureClass.UserCode : null };
        var (result, _) = Run(Flow("a: {matrix: {n: [1, 2, 3, 4, 5, 6]}, retries: {count: 1, delay: 1h}}"), launcher, room: 2);
        Assert.Equal(("Completed", 2), (result.State.ToString(), launcher.MostAtOnce));
        // Six attempts of a minute, two at a time, then an hour after the first failure the seventh.
        Assert.Equal(TimeSpan.FromMinutes(62), _clock.Elapsed);
    }

    [Fact]
    public void A_task_that_cannot_be_launched_crashes_and_the_others_go_on()
    {
        var launcher = new ScriptedLauncher(_clock) { Refused = new HashSet<string>(StringComparer.Ordinal) { "a" } };
        var (result, trace) = Run(Flow("a: {}\n  b: {}"), launcher);
        Assert.Equal("Failed", result.State.ToString());
        Assert.Contains("a Crashed 1: a was refused.", trace.Lines);
        Assert.Contains("b Completed 1", trace.Lines);
    }

    [Fact]
    public void A_result_that_lacks_what_is_asked_for_fails_the_task_that_asks()
    {
        var launcher = new ScriptedLauncher(_clock) { Writes = _ => """{"count": 1}""" };
        var (_, trace) = Run(Flow("a: {}\n  b: {env: {X: \"${{ tasks.a.result.rows }}\"}}"), launcher);
        Assert.Contains("b Failed 1: X: the result of task 'a' has no 'rows'; it has: count", trace.Lines);
    }

    [Fact]
    public void An_environment_variable_without_a_value_is_left_out()
    {
        var launcher = new ScriptedLauncher(_clock);
        Run(Flow("a: {env: {X: \"${{ parameters.maybe }}\", Y: y}}", "parameters: {maybe: {required: false}}"), launcher, new Dictionary<string, JsonNode?> { ["maybe"] = null });
        Assert.Equal(["Y"], launcher.Begun[0].Attempt.Settings.Env!.Keys);
    }

    [Fact]
    public void A_stop_reaches_what_runs_what_waits_for_room_and_what_waits_for_a_retry()
    {
        var launcher = new ScriptedLauncher(_clock)
        {
            Fails = attempt => attempt.Node.Name == "fails" ? FailureClass.UserCode : null,
            Takes = attempt => attempt.Node.Name == "fails" ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1),
        };
        var (result, trace) = Run(
            Flow("fails: {retries: {count: 1, delay: 2h}}\n  runs: {}\n  waits: {}\n  later: {needs: runs}"), launcher, room: 2, stopAfter: TimeSpan.FromMinutes(5), stop: StopCause.Requested);
        Assert.Equal("Cancelled", result.State.ToString());
        Assert.Equal(TimeSpan.FromMinutes(5), _clock.Elapsed);
        Assert.All(result.Tasks.Where(task => task.Node.Name != "later"), task => Assert.Equal(RunState.Cancelled, task.State.State));
        Assert.True(result.Tasks.Single(task => task.Node.Name == "later").State.State.IsFinal());
        Assert.All(launcher.Stopped, reason => Assert.Equal("the flow run was stopped", reason));
        Assert.Contains("runs Cancelling 1", trace.Lines);
    }

    [Fact]
    public void A_flow_that_takes_too_long_is_stopped()
    {
        var launcher = new ScriptedLauncher(_clock) { Takes = _ => TimeSpan.FromHours(3) };
        var (result, _) = Run(Flow("a: {}\n  b: {needs: a}", "timeout: 2h"), launcher);
        Assert.Equal("Failed/TimedOut", result.State.ToString());
        Assert.Equal((TimeSpan.FromHours(2), "the flow run took too long"), (_clock.Elapsed, launcher.Stopped.Single()));
    }

    [Fact]
    public void Infrastructure_failures_are_tried_again_without_the_authors_retries()
    {
        var launcher = new ScriptedLauncher(_clock) { Fails = attempt => attempt.Number <= 2 ? FailureClass.Spot : null };
        var (result, trace) = Run(Flow("a: {}"), launcher);
        Assert.Equal("Completed", result.State.ToString());
        Assert.Contains("a AwaitingRetry 1: Ended by spot. Spot is not the task's fault: try 1 of 5 that cost it no retry, in 10 s", trace.Lines);
    }

    private FlowFile Flow(string tasks, string top = "timeout: 24h")
    {
        var path = _folder.Write("flow.yaml", $"name: f\n{top}\ndefaults: {{image: job:1.0.0}}\ntasks:\n  {tasks}\n");
        return FlowFile.Read(path, _folder.Path);
    }

    private (FlowRunResult Result, TraceListener Trace) Run(
        FlowFile file,
        ScriptedLauncher launcher,
        IReadOnlyDictionary<string, JsonNode?>? parameters = null,
        int room = int.MaxValue,
        TimeSpan? stopAfter = null,
        StopCause stop = StopCause.None)
    {
        var trace = new TraceListener(file.Name, file.Graph);
        var order = new FlowRunOrder
        {
            Id = FlowRunId.Parse("run-1"),
            Flow = file.Flow,
            Graph = file.Graph,
            Parameters = parameters ?? new Dictionary<string, JsonNode?>(),
            MaxConcurrency = room,
        };
        using var runner = new FlowRunner(order, launcher, trace, _clock);
        using var stopper = stopAfter is { } after ? _clock.CreateTimer(_ => runner.Stop(stop), null, after, Timeout.InfiniteTimeSpan) : null;
        return (SimulatedTime.Run(_clock, () => runner.RunAsync(CancellationToken.None), TimeSpan.FromDays(2)), trace);
    }
}
