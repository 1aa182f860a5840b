using Slipway.Core.Runs;
using Slipway.Reporting;

namespace Slipway.Hosting.View;

/// <summary>
/// A flow run as its events tell it. Its size is that of the source, not of the run: task runs of one place share a node, and one that has ended is
/// only counted.
/// </summary>
internal sealed class RunView
{
    /// <summary>How many failures are kept in words.</summary>
    public const int MaxFailures = 20;

    private readonly Dictionary<long, LiveTask> _live = [];
    private readonly List<TaskFailure> _failures = [];

    public string Flow { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string FlowRunId { get; private set; } = "";

    public RunState State { get; private set; } = RunState.Pending;

    public StateVariant Variant { get; private set; }

    public int Attempt { get; private set; } = 1;

    public string? Message { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Not a task: what the flow itself calls hangs from it.</summary>
    public TaskNode Root { get; } = new(parent: null, "", "");

    public long Created { get; private set; }

    public long Ended { get; private set; }

    public long Retries { get; private set; }

    public long Cached { get; private set; }

    public long Failed { get; private set; }

    /// <summary>The first failures, in order.</summary>
    public IReadOnlyList<TaskFailure> Failures => _failures;

    /// <summary>The task run, while it has not ended.</summary>
    public LiveTask? Live(long taskRunId) => _live.TryGetValue(taskRunId, out var task) ? task : null;

    public void Apply(RunEvent happened)
    {
        LastAt = happened.At;
        switch (happened)
        {
            case FlowRunStarted { ParentTaskRunId: null } started:
                (Flow, Name, FlowRunId, StartedAt) = (started.Flow, started.Name, started.FlowRunId, started.At);
                break;
            case TaskRunCreated created:
                Created++;
                var parent = created.ParentTaskRunId is { } caller && _live.TryGetValue(caller, out var live) ? live.Node : Root;
                var node = Home(parent, created.Site).Child(created.Site, created.Task);
                node.Add(created.Name, created.At, parent.Maps);
                _live[created.TaskRunId] = new LiveTask(node, created.Name, RunState.Pending, created.At);
                break;
            case MapProgressed progressed:
                (progressed.TaskRunId is { } mapper ? Live(mapper)?.Node : Root)?.Progress(progressed);
                break;
            case StateChanged { TaskRunId: null } changed:
                (State, Variant, Attempt, Message) = (changed.State, changed.Variant, changed.Attempt, changed.Message);
                break;
            case StateChanged { TaskRunId: { } id } changed when _live.TryGetValue(id, out var task):
                Change(id, task, changed);
                break;
        }
    }

    // A method that calls itself would make the tree as deep as the recursion: its calls join those of the outermost call of the same method.
    private static TaskNode Home(TaskNode parent, string site)
    {
        var member = TaskNode.MemberOf(site);
        var home = parent;
        for (var at = parent; at.Parent is { } above; at = above)
        {
            if (string.Equals(at.Member, member, StringComparison.Ordinal))
                home = above;
        }

        return home;
    }

    private void Change(long id, LiveTask task, StateChanged changed)
    {
        task.Node.Change(task.State, changed);
        if (changed.State == RunState.AwaitingRetry)
            Retries++;
        if (!changed.State.IsFinal())
        {
            _live[id] = task with { State = changed.State };
            return;
        }

        _live.Remove(id);
        Ended++;
        if (changed is { State: RunState.Completed, Variant: StateVariant.Cached })
            Cached++;
        if (changed.State is not (RunState.Failed or RunState.Crashed))
            return;
        Failed++;
        if (_failures.Count < MaxFailures)
            _failures.Add(new TaskFailure(id, task.Name, PathTo(task.Node), changed.Variant, changed.Attempt, changed.Message));
    }

    private static List<string> PathTo(TaskNode node)
    {
        var path = new List<string>();
        for (var at = node.Parent; at is { Parent: not null }; at = at.Parent)
            path.Insert(0, at.Name);
        return path;
    }
}
