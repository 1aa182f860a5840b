using Slipway.Core.Graphs;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Flows;

/// <summary>Hears what happens in a flow run, in order. Must return quickly.</summary>
internal interface IFlowListener
{
    /// <summary>A task run changed its state.</summary>
    /// <param name="node">The task run.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="attempt">The attempt that it belongs to, from 1; 0 before the first.</param>
    /// <param name="reason">Why, in words; null when the state says it all.</param>
    void Changed(TaskNode node, TaskRunState state, int attempt, string? reason);

    /// <summary>Who hears of an attempt's launch.</summary>
    ILaunchListener LaunchOf(TaskNode node);
}
