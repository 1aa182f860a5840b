using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>How a flow run ended.</summary>
/// <param name="State">The state of the run.</param>
/// <param name="Tasks">Its task runs, in the order of the graph.</param>
internal sealed record FlowRunResult(TaskRunState State, IReadOnlyList<TaskRunRecord> Tasks);
