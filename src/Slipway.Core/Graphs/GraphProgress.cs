using Slipway.Core.Runs;

namespace Slipway.Core.Graphs;

/// <summary>How a flow run gets on: a pure function of the graph and of what has become of its task runs.</summary>
public static class GraphProgress
{
    /// <summary>Says what is to be done now.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="states">The states of the task runs; one that is not in it is pending.</param>
    /// <param name="stop">Why the run is being stopped: then nothing more starts, and it ends once nothing runs.</param>
    public static GraphStep Next(FlowGraph graph, IReadOnlyDictionary<string, TaskRunState> states, StopCause stop)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(states);
        var now = new Dictionary<string, TaskRunState>(states, StringComparer.Ordinal);
        var ready = new List<TaskNode>();
        var settled = new List<SettledTask>();
        foreach (var node in graph.Nodes)
        {
            if (now.TryGetValue(node.Name, out var state) && state.State != RunState.Pending)
                continue;
            if (Settle(node, now, stop) is { } end)
            {
                settled.Add(end);
                now[node.Name] = end.State;
            }
            else if (node.Upstream.All(name => now.TryGetValue(name, out var upstream) && upstream.State == RunState.Completed))
            {
                ready.Add(node);
            }
        }

        var ended = graph.Nodes.All(node => now.TryGetValue(node.Name, out var state) && state.State.IsFinal());
        return new GraphStep(ready, settled, ended ? EndOf(graph.Nodes.Select(node => now[node.Name]).ToList(), stop) : null);
    }

    private static SettledTask? Settle(TaskNode node, Dictionary<string, TaskRunState> now, StopCause stop)
    {
        // Upstream tasks stand before in the graph: what failed through them is known already.
        if (node.Upstream.FirstOrDefault(name => now.TryGetValue(name, out var state) && state.State.IsFinal() && state.State != RunState.Completed) is { } failed)
            return new SettledTask(node, new TaskRunState(RunState.Failed, StateVariant.UpstreamFailed), $"'{failed}' did not complete");
        return stop switch
        {
            StopCause.Requested => new SettledTask(node, new TaskRunState(RunState.Cancelled), "the run was stopped"),
            StopCause.TimedOut => new SettledTask(node, new TaskRunState(RunState.Cancelled), "the run took too long"),
            _ => null,
        };
    }

    // What never ran says nothing of its own.
    private static TaskRunState EndOf(List<TaskRunState> states, StopCause stop)
    {
        if (states.TrueForAll(state => state.State == RunState.Completed))
            return new TaskRunState(RunState.Completed);
        if (stop == StopCause.TimedOut)
            return new TaskRunState(RunState.Failed, StateVariant.TimedOut);
        var failed = states.Exists(state => state.State is RunState.Crashed || state is { State: RunState.Failed, Variant: not StateVariant.UpstreamFailed });
        return stop == StopCause.Requested || !failed ? new TaskRunState(RunState.Cancelled) : new TaskRunState(RunState.Failed);
    }
}
