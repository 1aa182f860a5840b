using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>The flows and tasks of an assembly. Generated, public, and named by <see cref="FlowModuleAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FlowModule
{
    /// <summary>The version of the generator's contract with the runtime that the code was made for.</summary>
    public abstract int Contract { get; }

    /// <summary>Its flows.</summary>
    public abstract IReadOnlyList<FlowDefinition> Flows { get; }

    /// <summary>The modules of the referenced assemblies that have one.</summary>
    public abstract IReadOnlyList<FlowModule> References { get; }

    /// <summary>The version of each task declared here: its source's hash, by <see cref="TaskDefinition.Id"/>.</summary>
    public abstract string? TaskVersion(string id);

    /// <summary>One of its flows, by <see cref="FlowDefinition.Id"/>: what a call of it inside a run is a subflow of.</summary>
    public FlowDefinition? Flow(string id) => Flows.FirstOrDefault(flow => string.Equals(flow.Id, id, StringComparison.Ordinal));
}
