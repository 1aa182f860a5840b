using System.Text.Json.Serialization;

namespace Slipway.Reporting;

/// <summary>Something that happened in a flow run. As JSON: docs/reference/run-events.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(FlowRunStarted), "flow-run-started")]
[JsonDerivedType(typeof(TaskRunCreated), "task-run-created")]
[JsonDerivedType(typeof(StateChanged), "state-changed")]
[JsonDerivedType(typeof(Logged), "logged")]
[JsonDerivedType(typeof(MapProgressed), "map-progressed")]
public abstract record RunEvent
{
    /// <summary>Its number in the flow run, from 1 without gaps.</summary>
    [JsonPropertyOrder(-2)]
    public required long Sequence { get; init; }

    /// <summary>When it happened, UTC.</summary>
    [JsonPropertyOrder(-1)]
    public required DateTimeOffset At { get; init; }
}
