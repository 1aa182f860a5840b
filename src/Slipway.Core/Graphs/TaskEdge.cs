namespace Slipway.Core.Graphs;

/// <summary>An edge of the graph: a task that another one waits for.</summary>
/// <param name="Upstream">The task that comes first.</param>
/// <param name="Kind">Why.</param>
public sealed record TaskEdge(string Upstream, EdgeKind Kind);
