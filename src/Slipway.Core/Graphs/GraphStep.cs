namespace Slipway.Core.Graphs;

/// <summary>What is to be done in a flow run now.</summary>
/// <param name="Ready">The task runs that may start, in the order of the graph.</param>
/// <param name="Settled">The task runs that end without having run, with the state that each ends in and why.</param>
/// <param name="End">The state in which the flow run ends; null while it goes on.</param>
public sealed record GraphStep(IReadOnlyList<TaskNode> Ready, IReadOnlyList<SettledTask> Settled, TaskRunState? End);
