using Slipway.Core.Runs;
using Slipway.Hosting.View;
using Slipway.Reporting;

namespace Slipway.Tests.Hosting;

/// <summary>Tells a flow run as its events would, on a clock that the test moves.</summary>
internal sealed class Story
{
    private long _sequence;

    public List<RunEvent> Events { get; } = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 31, 3, 0, 0, TimeSpan.Zero);

    public RunView View { get; } = new();

    public Story After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public Story Flow(string name, string? runName = null) =>
        Add(new FlowRunStarted("0198c0ffee", name, runName ?? name, ParentTaskRunId: null) { Sequence = ++_sequence, At = Now }).State(null, RunState.Running);

    public Story Task(long id, string task, string site, long? parent = null, string? name = null) =>
        Add(new TaskRunCreated(id, task, name ?? task, site, parent, []) { Sequence = ++_sequence, At = Now });

    public Story State(long? id, RunState state, StateVariant variant = StateVariant.None, int attempt = 1, string? message = null) =>
        Add(new StateChanged(id, state, variant, attempt, message) { Sequence = ++_sequence, At = Now });

    public Story Log(long? id, string text, string level = "information") => Add(new Logged(id, level, "Shop", text) { Sequence = ++_sequence, At = Now });

    public Story Map(int map, long done, long? total, long? id = null, bool ended = false) =>
        Add(new MapProgressed(map, id, done, total, ended) { Sequence = ++_sequence, At = Now });

    /// <summary>A task run from its call to its end.</summary>
    public Story Done(long id, string task, string site, long? parent = null, double seconds = 0) =>
        Task(id, task, site, parent).State(id, RunState.Running).After(seconds).State(id, RunState.Completed);

    /// <summary>The run of the screenshots: one done, many mapped with retries and failures, one that waits, one in a subtree.</summary>
    public static Story DailyOrders()
    {
        const string Member = "DailyOrders.RunAsync/";
        var story = new Story().Flow("daily-orders", "orders of 2026-01-31").Done(1, "extract", Member + "ExtractAsync#0", seconds: 0.8);
        for (var i = 0; i < 40; i++)
            story.Task(10 + i, "clean", Member + "CleanAsync#0", name: $"clean {i}");
        for (var i = 0; i < 30; i++)
            story.State(10 + i, RunState.Running).Task(100 + i, "parse", "DailyOrders.CleanAsync/ParseAsync#0", 10 + i).State(100 + i, RunState.Running);
        story.After(4);
        for (var i = 0; i < 20; i++)
            story.State(100 + i, RunState.Completed).State(10 + i, RunState.Completed);
        return story
            .State(30, RunState.AwaitingRetry, attempt: 1, message: "HttpRequestException: 503 (again in 10 s)")
            .State(31, RunState.Failed, StateVariant.TimedOut, message: "TaskTimeoutException: The task clean ran longer than its limit of 3 s.")
            .State(32, RunState.Completed, StateVariant.Cached)
            .Task(200, "publish", Member + "PublishAsync#0")
            .State(200, RunState.Running)
            .After(1.5)
            .State(200, RunState.AwaitingRetry, message: "IOException: The disk is full. (again in 8 s)")
            .Task(201, "notify", Member + "NotifyAsync#0")
            .After(0.5);
    }

    private Story Add(RunEvent happened)
    {
        Events.Add(happened);
        View.Apply(happened);
        return this;
    }
}
