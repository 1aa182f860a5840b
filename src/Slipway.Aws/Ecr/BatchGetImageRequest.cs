namespace Slipway.Aws.Ecr;

/// <summary>Reads manifests.</summary>
public sealed record BatchGetImageRequest
{
    /// <summary>The account; the caller's when null.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The repository.</summary>
    public required string RepositoryName { get; init; }

    /// <summary>At most 100.</summary>
    public required IReadOnlyList<ImageIdentifier> ImageIds { get; init; }

    /// <summary>Media types that the caller reads.</summary>
    public IReadOnlyList<string>? AcceptedMediaTypes { get; init; }
}
