using System.Text.Json.Serialization;

namespace Slipway.Reporting;

/// <summary>The shape of events in JSON: docs/reference/run-events.md.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RunStateJson), typeof(StateVariantJson)])]
[JsonSerializable(typeof(RunEvent))]
internal sealed partial class RunEventJson : JsonSerializerContext;
