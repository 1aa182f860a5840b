using Slipway.Core.Flows;

namespace Slipway.Core.Graphs;

/// <summary>One task run of a flow: a task, or one combination of its matrix.</summary>
/// <param name="Name">Its name in the run: <c>clean</c>, <c>clean[eu]</c>.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Matrix">The combination; null for a task without matrix.</param>
/// <param name="Upstream">The names of the task runs that it waits for.</param>
public sealed record TaskNode(string Name, string Task, MatrixCombination? Matrix, IReadOnlyList<string> Upstream);
