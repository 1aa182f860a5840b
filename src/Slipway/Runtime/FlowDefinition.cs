using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>What is known of a flow before any run. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FlowDefinition
{
    /// <summary>The method, as its XML documentation id without <c>M:</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Name { get; init; }

    /// <summary>The method's summary from its XML documentation.</summary>
    public string? Description { get; init; }

    /// <summary>The attribute, as written.</summary>
    public required FlowAttribute Settings { get; init; }

    /// <summary>All schedules, <see cref="FlowAttribute.Cron"/> first.</summary>
    public IReadOnlyList<ScheduleAttribute> Schedules { get; init; } = [];

    /// <summary>The inputs, in the order of the signature, without what the runtime binds.</summary>
    public IReadOnlyList<FlowParameter> Parameters { get; init; } = [];

    /// <summary>The graph known without a run, as JSON (docs/reference/manifest.md); UTF-8.</summary>
    public Func<ReadOnlyMemory<byte>>? StaticGraph { get; init; }

    /// <summary>The text of the .md file beside the flow's source file.</summary>
    public string? Documentation { get; init; }

    /// <summary>Calls the method: arguments by name, the instance and services from the provider. The task's result is the flow's, or null.</summary>
    public required Func<FlowCall, Task<object?>> Invoke { get; init; }
}
