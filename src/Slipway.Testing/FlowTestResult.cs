using System.Text;
using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;

namespace Slipway.Testing;

/// <summary>What happened in a flow run under test.</summary>
public sealed class FlowTestResult
{
    private readonly FlowRunResult _result;

    internal FlowTestResult(FlowRunResult result, IReadOnlyList<RunEvent> events)
    {
        _result = result;
        Events = events;
        var runs = new Dictionary<long, TestedTaskRun>();
        var all = new List<TestedTaskRun>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case TaskRunCreated created:
                    var parent = created.ParentTaskRunId is { } caller ? runs[caller] : null;
                    var run = new TestedTaskRun(created.TaskRunId, created.Task, created.Name, created.Site, parent, [.. created.Upstream.Select(id => runs[id])]);
                    runs.Add(created.TaskRunId, run);
                    all.Add(run);
                    break;
                case StateChanged { TaskRunId: { } id } changed:
                    runs[id].Add(changed.State, changed.Variant, changed.Attempt, changed.Message);
                    break;
            }
        }

        TaskRuns = all;
    }

    /// <summary>How the flow run ended.</summary>
    public RunState State => _result.State;

    /// <summary>Why, where that matters: <see cref="StateVariant.TimedOut"/>.</summary>
    public StateVariant Variant => _result.Variant;

    /// <summary>What the flow threw; null when it completed.</summary>
    public Exception? Exception => _result.Exception;

    /// <summary>How many attempts the flow itself had.</summary>
    public int Attempts => _result.Attempts;

    /// <summary>How long it took by the test's clock: the delays, and nothing else.</summary>
    public TimeSpan Duration => _result.Duration;

    /// <summary>All task runs, in the order of the calls.</summary>
    public IReadOnlyList<TestedTaskRun> TaskRuns { get; }

    /// <summary>Which task was given the result of which, by name, each pair once, in order.</summary>
    public IReadOnlyList<(string From, string To)> Edges =>
        [.. TaskRuns.SelectMany(run => run.Upstream.Select(from => (from.Task, run.Task))).Distinct()];

    /// <summary>Every event, in order.</summary>
    public IReadOnlyList<RunEvent> Events { get; }

    /// <summary>The lines that were logged.</summary>
    public IReadOnlyList<string> Logs => [.. Events.OfType<Logged>().Select(line => line.Text)];

    /// <summary>The task runs of a task, or those with that name of their own.</summary>
    public IReadOnlyList<TestedTaskRun> Tasks(string name) => [.. TaskRuns.Where(run => run.Task == name || run.Name == name)];

    /// <summary>The only task run of a task, or the only one with that name of its own.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one; the message lists those that there are.</exception>
    public TestedTaskRun Task(string name) => Tasks(name) switch
    {
        [var only] => only,
        [] => throw new InvalidOperationException($"No task run is called {name}. There are: {string.Join(", ", TaskRuns.Select(run => run.Name).Distinct())}."),
        { Count: var count } => throw new InvalidOperationException($"{count} task runs are called {name}: Tasks(\"{name}\") gives them all."),
    };

    /// <summary>What the flow returned.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">The flow did not complete; what it threw is the inner exception.</exception>
    public T Value<T>() => State == RunState.Completed
        ? (T)_result.Value!
        : throw new InvalidOperationException($"The flow has no result: it is {State}.", Exception);

    /// <summary>Throws what the flow threw, with its stack trace, unless it completed.</summary>
    public FlowTestResult ThrowIfNotCompleted()
    {
        _result.ThrowIfNotCompleted();
        return this;
    }

    /// <summary>The task runs as an indented text with their states: the same for the same run, whatever ran first, so it can be compared as a whole.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine($"{_result.Flow}: {State}");
        Write(text, parent: null, "  ");
        return text.ToString();
    }

    private void Write(StringBuilder text, TestedTaskRun? parent, string indent)
    {
        foreach (var run in TaskRuns.Where(run => run.Parent == parent).OrderBy(run => run.Name, StringComparer.Ordinal).ThenBy(run => run.Id))
        {
            var from = run.Upstream.Count == 0 ? "" : $" <- {string.Join(", ", run.Upstream.Select(up => up.Name).Distinct().Order(StringComparer.Ordinal))}";
            text.AppendLine($"{indent}{run}{from}");
            Write(text, run, indent + "  ");
        }
    }
}
