using System.Text.Json.Nodes;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>What a flow run is asked to do.</summary>
internal sealed record FlowRunOrder
{
    /// <summary>The run.</summary>
    public required FlowRunId Id { get; init; }

    /// <summary>The flow.</summary>
    public required ContainerFlow Flow { get; init; }

    /// <summary>The flow's graph.</summary>
    public required FlowGraph Graph { get; init; }

    /// <summary>The parameters.</summary>
    public required IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; }

    /// <summary>How many containers may run at the same time.</summary>
    public int MaxConcurrency { get; init; } = int.MaxValue;
}
