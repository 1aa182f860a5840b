using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Graphs;
using Slipway.Core.Schedules;

namespace Slipway.Core.Flows;

/// <summary>Describes flows of containers in a manifest, beside those of programs.</summary>
public static class FlowManifests
{
    /// <summary>Describes a flow that nothing is wrong with. Its graph is whole: nothing in a flow of containers is decided by a run.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="source">The file's path below the project's folder, with slashes.</param>
    public static ManifestFlow Of(ContainerFlow flow, string source)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var tasks = flow.Tasks ?? new Dictionary<string, ContainerTask>();
        return new ManifestFlow
        {
            Name = flow.Name ?? throw new ArgumentException("The flow has no name.", nameof(flow)),
            Source = source,
            Description = flow.Description,
            Tags = flow.Tags ?? [],
            Parameters = Element(FlowSchema.OfParameters(flow)),
            Schedules =
            [
                .. (flow.Schedule ?? []).Select(schedule => new ManifestSchedule(
                    schedule.Cron!, schedule.TimeZone ?? TimeZoneName.Default, schedule.Parameters is { } parameters ? Element(parameters) : null)),
            ],
            TimeoutSeconds = flow.Timeout?.TotalSeconds,
            Graph = new ManifestGraph
            {
                Tasks = [.. tasks.Select(pair => new ManifestTask { Id = pair.Key, Task = pair.Key, Kind = ManifestTaskKind.Container, Mapped = pair.Value.Matrix is not null })],
                Edges =
                [
                    .. from pair in tasks
                       from edge in FlowGraph.EdgesOf(pair.Value)
                       select new ManifestEdge(edge.Upstream, pair.Key, edge.Kind == EdgeKind.Result ? ManifestEdgeKind.Data : ManifestEdgeKind.Order),
                ],
            },
        };
    }

    private static JsonElement Element(JsonObject json) => JsonElement.Parse(json.ToJsonString());
}
