using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Containers.Reading;
using Slipway.Core.Flows.Reading;

namespace Slipway.Core.Flows;

/// <summary>Reads and writes flows of containers as JSON, which YAML is turned into first. Strict: what is not known is a problem, never ignored.</summary>
public static class FlowReader
{
    /// <summary>Reads a flow, and finds all that is wrong with it at once: members, names, references, expressions, cycles, schedules.</summary>
    /// <param name="json">The flow. Numbers keep their spelling when the nodes were parsed.</param>
    public static FlowReading Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var scope = new ReadScope(SettingsPath.Root, []);
        if (!FlowShapes.Flow.TryRead(json, scope, out var flow))
            flow = new ContainerFlow();
        FlowCheck.Run(flow, json, scope.Problems);
        return new FlowReading(flow, scope.Problems);
    }

    /// <summary>Writes a flow so that <see cref="Read"/> reads the same again; what is not said is left out.</summary>
    public static JsonObject Write(ContainerFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return FlowShapes.Flow.Write(flow).AsObject();
    }
}
