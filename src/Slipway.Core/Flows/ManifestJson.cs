using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>The shape of a manifest in JSON: members that have no value are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FlowManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
