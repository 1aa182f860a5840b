using Slipway.Core.Runs;
using Slipway.Reporting;

namespace Slipway.Hosting.View;

/// <summary>All task runs of one call's place under the same callers: one row of the tree, whether there is one of them or a hundred thousand.</summary>
internal sealed class TaskNode(TaskNode? parent, string site, string task)
{
    private readonly List<TaskNode> _children = [];

    public TaskNode? Parent { get; } = parent;

    public string Site { get; } = site;

    public string Task { get; } = task;

    /// <summary>The task run's name while there is one; then the task's.</summary>
    public string Name { get; private set; } = task;

    public IReadOnlyList<TaskNode> Children => _children;

    public long Created { get; private set; }

    public long Waiting { get; private set; }

    public long Running { get; private set; }

    public long AwaitingRetry { get; private set; }

    public long Completed { get; private set; }

    public long Cached { get; private set; }

    public long Failed { get; private set; }

    public long TimedOut { get; private set; }

    public long Cancelled { get; private set; }

    public long Retries { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    /// <summary>When the last of its task runs ended.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>What the last change said: a failure, or why it waits.</summary>
    public string? Message { get; private set; }

    /// <summary>What the last failure for good said.</summary>
    public string? Failure { get; private set; }

    /// <summary>The attempt of the last change.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>The mappings of its own body that are at work; null when there are none.</summary>
    public MapCounts? Maps { get; private set; }

    /// <summary>The mappings that its task runs belong to.</summary>
    private MapCounts? Within { get; set; }

    /// <summary>
    /// How many task runs there will be: as many as items are mapped, as far as that is known. A single one may be called beside the mapping.
    /// </summary>
    public long Expected => Created > 1 && Within is { IsActive: true, Total: { } total } ? Math.Max(Created, total) : Created;

    public bool IsMapped => Expected > 1;

    public long Ended => Completed + Cached + Failed + Cancelled;

    public bool IsActive => Ended < Expected;

    /// <summary>The method that makes the call, from the site's text.</summary>
    public string Member => MemberOf(Site);

    public static string MemberOf(string site) => site.LastIndexOf('/') is var slash and >= 0 ? site[..slash] : site;

    public TaskNode Child(string site, string task)
    {
        foreach (var child in _children)
        {
            if (string.Equals(child.Site, site, StringComparison.Ordinal) && string.Equals(child.Task, task, StringComparison.Ordinal))
                return child;
        }

        var added = new TaskNode(this, site, task);
        _children.Add(added);
        return added;
    }

    public void Add(string name, DateTimeOffset at, MapCounts? maps)
    {
        if (maps is not null)
        {
            maps.HasTasks = true;
            Within = maps;
        }

        Name = Created == 0 ? name : Task;
        if (Created == 0)
            FirstAt = at;
        Created++;
        Waiting++;
    }

    public void Change(RunState from, StateChanged to)
    {
        Count(from, -1);
        Count(to.State, 1);
        Attempt = to.Attempt;
        switch (to.State)
        {
            case RunState.AwaitingRetry:
                Retries++;
                break;
            case RunState.Completed when to.Variant == StateVariant.Cached:
                Completed--;
                Cached++;
                break;
            case RunState.Failed when to.Variant == StateVariant.TimedOut:
                TimedOut++;
                break;
        }

        if (to.State.IsFinal())
            LastAt = to.At;
        Message = to.Message;
        if (to.State is RunState.Failed or RunState.Crashed)
            Failure = to.Message;
    }

    public void Progress(MapProgressed progressed)
    {
        Maps ??= new MapCounts();
        Maps.Apply(progressed);
        if (!Maps.IsActive)
            Maps = null;
    }

    private void Count(RunState state, int by)
    {
        switch (state)
        {
            case RunState.Running or RunState.Cancelling:
                Running += by;
                break;
            case RunState.AwaitingRetry:
                AwaitingRetry += by;
                break;
            case RunState.Completed:
                Completed += by;
                break;
            case RunState.Failed or RunState.Crashed:
                Failed += by;
                break;
            case RunState.Cancelled:
                Cancelled += by;
                break;
            default:
                Waiting += by;
                break;
        }
    }
}
