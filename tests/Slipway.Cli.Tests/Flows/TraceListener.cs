using Slipway.Cli.Flows;
using Slipway.Core.Graphs;
using Slipway.Core.Runs;
using Slipway.Ecs.Launching;
using Slipway.TestKits.Flows;

namespace Slipway.Cli.Tests.Flows;

/// <summary>Writes what a flow run does into a golden trace.</summary>
internal sealed class TraceListener : IFlowListener
{
    public TraceListener(string flow, FlowGraph graph)
    {
        Trace = new GoldenTrace(flow);
        foreach (var node in graph.Nodes)
        {
            Trace.Task(node.Name, node.Upstream);
            Trace.State(node.Name, nameof(RunState.Pending));
        }
    }

    public GoldenTrace Trace { get; }

    public List<string> Lines { get; } = [];

    public void Changed(TaskNode node, TaskRunState state, int attempt, string? reason)
    {
        Trace.State(node.Name, state.ToString());
        Lines.Add($"{node.Name} {state} {attempt}{(reason is null ? "" : $": {reason}")}");
    }

    public ILaunchListener LaunchOf(TaskNode node) => SilentListener.Instance;
}
