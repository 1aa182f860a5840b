using System.Text.Json.Serialization;

namespace Slipway.LocalEcs.Images;

/// <summary>How images files are read: people write them, so comments and trailing commas are fine and misspelt members are not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, MappedImageEntry>>))]
internal sealed partial class MappedImagesJson : JsonSerializerContext;
