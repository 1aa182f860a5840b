using System.Text.Json.Serialization;

namespace Slipway.Cli.Local;

/// <summary>The JSON of the state files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LocalServerRecord))]
[JsonSerializable(typeof(LocalServerChoices))]
internal sealed partial class LocalServerJson : JsonSerializerContext;
