namespace Slipway.Aws.Ecr;

/// <summary>An image's manifest.</summary>
public sealed record Image
{
    /// <summary>The account.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The repository.</summary>
    public string? RepositoryName { get; init; }

    /// <summary>Tag and digest.</summary>
    public ImageIdentifier? ImageId { get; init; }

    /// <summary>The manifest, byte for byte as pushed.</summary>
    public string? ImageManifest { get; init; }

    /// <summary>Its media type.</summary>
    public string? ImageManifestMediaType { get; init; }
}
