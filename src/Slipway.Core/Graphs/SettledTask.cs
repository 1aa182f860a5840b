namespace Slipway.Core.Graphs;

/// <summary>A task run that ends without having run.</summary>
/// <param name="Node">The task run.</param>
/// <param name="State">The state in which it ends.</param>
/// <param name="Reason">Why, in words for people.</param>
public sealed record SettledTask(TaskNode Node, TaskRunState State, string Reason);
