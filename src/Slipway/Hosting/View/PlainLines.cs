using System.Globalization;
using Slipway.Core.Runs;
using Slipway.Core.Text;
using Slipway.Reporting;

namespace Slipway.Hosting.View;

/// <summary>
/// Tells a flow run line by line, for pipes and logs: each task run's beginning and end, as long as they are few; of many in one place their progress. Pure:
/// time is that of the events.
/// </summary>
internal sealed class PlainLines
{
    /// <summary>How many task runs of one place are told one by one.</summary>
    internal const int ToldOneByOne = 10;

    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(10);

    private readonly Dictionary<TaskNode, Told> _told = [];
    private readonly Dictionary<int, DateTimeOffset> _maps = [];

    /// <summary>The lines that an event is told in. The view has not seen it yet.</summary>
    public IEnumerable<StyledLine> Of(RunEvent happened, RunView before)
    {
        switch (happened)
        {
            case FlowRunStarted { ParentTaskRunId: null } started:
                return [Start(started)];
            case StateChanged { TaskRunId: null, State: RunState.Cancelling or RunState.AwaitingRetry } changed:
                return [State(At(changed).Add(before.Flow, Tone.Bold), changed, took: null)];
            case StateChanged { TaskRunId: null } changed when changed.State.IsFinal():
                return Rest(changed);
            case StateChanged { TaskRunId: { } id } changed when before.Live(id) is { } task:
                return Task(changed, task);
            case MapProgressed progressed:
                return Items(progressed, before);
            case Logged logged:
                return Log(logged, before);
            default:
                return [];
        }
    }

    /// <summary>The first line: what runs, and the id to resume it by.</summary>
    public static StyledLine Start(FlowRunStarted started)
    {
        var named = string.Equals(started.Name, started.Flow, StringComparison.Ordinal) ? "" : $" {started.Name}";
        return At(started).Add(started.Flow, Tone.Bold).Add($"{named}  flow run {started.FlowRunId}");
    }

    /// <summary>What was logged, in the name of its task.</summary>
    public static IEnumerable<StyledLine> Log(Logged logged, RunView before)
    {
        var name = logged.TaskRunId is { } id && before.Live(id) is { } task ? task.Name : before.Flow;
        var (word, tone) = logged.Level switch
        {
            "warning" => ("warning: ", Tone.Notice),
            "error" => ("error: ", Tone.Bad),
            "critical" => ("critical: ", Tone.Bad),
            "information" => ("", Tone.Plain),
            _ => ($"{logged.Level}: ", Tone.Dim),
        };
        var first = true;
        foreach (var line in logged.Text.ReplaceLineEndings("\n").Split('\n'))
        {
            yield return first
                ? At(logged).Add(name).Add(" | ", Tone.Dim).Add(word, tone).Add(line, tone)
                : At(logged).Add(new string(' ', name.Length)).Add(" | ", Tone.Dim).Add(line, tone);
            first = false;
        }
    }

    private static StyledLine At(RunEvent happened) =>
        new StyledLine().Add(happened.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + "  ", Tone.Dim);

    private static StyledLine State(StyledLine line, StateChanged changed, TimeSpan? took)
    {
        var tone = changed.State switch
        {
            RunState.Completed => Tone.Good,
            RunState.Failed or RunState.Crashed => Tone.Bad,
            RunState.Running => Tone.Plain,
            _ => Tone.Notice,
        };
        line.Add("  ").Add(TreeLines.Word(changed.State, changed.Variant), tone);
        if (changed.Attempt > 1)
            line.Add($"  attempt {changed.Attempt}", Tone.Notice);
        if (took is { } span)
            line.Add("  " + Elapsed.Of(span), Tone.Dim);
        if (changed.Message is { } message)
            line.Add("  " + TreeLines.FirstLine(message), tone);
        return line;
    }

    private IEnumerable<StyledLine> Task(StateChanged changed, LiveTask task)
    {
        var node = task.Node;
        if (!_told.TryGetValue(node, out var told))
            _told[node] = told = new Told { At = node.FirstAt };

        var trouble = changed.State is RunState.Failed or RunState.Crashed or RunState.AwaitingRetry;
        if (node.Expected <= ToldOneByOne || (trouble && told.Troubles++ < ToldOneByOne))
            yield return State(At(changed).Add(task.Name), changed, changed.State.IsFinal() ? changed.At - task.CreatedAt : null);
        if (node.Expected <= ToldOneByOne || !changed.State.IsFinal() || changed.At - told.At < BetweenProgress)
            yield break;
        told.At = changed.At;
        told.Ended = node.Ended + 1;
        // The view counts this end only after it was told.
        yield return Progress(changed, node, told.Ended, node.Failed + (trouble ? 1 : 0));
    }

    // Tasks that a mapping calls tell how far it is; without any, its items do.
    private IEnumerable<StyledLine> Items(MapProgressed progressed, RunView before)
    {
        if (!_maps.TryGetValue(progressed.Map, out var told))
        {
            _maps[progressed.Map] = progressed.At;
            yield break;
        }

        var (name, maps) = progressed.TaskRunId is { } id ? (before.Live(id)?.Name ?? before.Flow, before.Live(id)?.Node.Maps) : (before.Flow, before.Root.Maps);
        if (progressed.HasEnded)
            _maps.Remove(progressed.Map);
        if (maps is not { HasTasks: false } || progressed.At - told < BetweenProgress)
            yield break;
        if (!progressed.HasEnded)
            _maps[progressed.Map] = progressed.At;
        yield return At(progressed).Add(name).Add(progressed.Total is { } total ? $"  {progressed.Done:N0} of {total:N0} items" : $"  {progressed.Done:N0} items");
    }

    private IEnumerable<StyledLine> Rest(RunEvent happened) =>
        from told in _told
        let node = told.Key
        where node.Created > ToldOneByOne && told.Value.Ended < node.Ended
        select Progress(happened, node, node.Ended, node.Failed);

    private static StyledLine Progress(RunEvent happened, TaskNode node, long ended, long failed)
    {
        var line = At(happened).Add(node.Task).Add(ended == node.Expected ? $"  {ended:N0} done" : $"  {ended:N0} of {node.Expected:N0}");
        if (node.Retries > 0)
            line.Add($"  {node.Retries:N0} {(node.Retries == 1 ? "retry" : "retries")}", Tone.Notice);
        if (failed > 0)
            line.Add($"  {failed:N0} failed", Tone.Bad);
        return line.Add("  " + Elapsed.Of((node.IsActive ? happened.At : node.LastAt) - node.FirstAt), Tone.Dim);
    }

    private sealed class Told
    {
        public DateTimeOffset At { get; set; }

        public int Troubles { get; set; }

        public long Ended { get; set; }
    }
}
