namespace Slipway.LocalEcs.Images;

/// <summary>A manifest or index of an OCI registry.</summary>
internal sealed record RegistryManifest
{
    /// <summary>The SHA-256 of the text.</summary>
    public required string Digest { get; init; }

    /// <summary>The media type.</summary>
    public required string MediaType { get; init; }

    /// <summary>The text, as it was sent.</summary>
    public required string Text { get; init; }

    /// <summary>The digests of an index's manifests.</summary>
    public required IReadOnlyList<string> Children { get; init; }

    /// <summary>The size of config and layers; 0 for an index.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>When the image was made.</summary>
    public required DateTimeOffset Created { get; init; }
}
