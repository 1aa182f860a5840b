using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>
/// What a program or folder of flows offers, known without a run: docs/reference/manifest.md. A deploy registers it, so it holds structure only, never values
/// of secrets or results.
/// </summary>
public sealed record FlowManifest
{
    /// <summary>The number of the shape that this version writes; readers refuse a higher one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The number of the shape.</summary>
    [JsonPropertyName("manifestVersion")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What made it.</summary>
    public required ManifestSdk Sdk { get; init; }

    /// <summary>The flows, by name in ordinal order.</summary>
    public required IReadOnlyList<ManifestFlow> Flows { get; init; }
}
