namespace Slipway.Aws.Ecr;

/// <summary>An image as ECR keeps it.</summary>
public sealed record ImageDetail
{
    /// <summary>The account.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The repository.</summary>
    public string? RepositoryName { get; init; }

    /// <summary>The digest of the manifest or index.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> ImageTags { get; init => field = value ?? []; } = [];

    /// <summary>Compressed size in bytes.</summary>
    public long? ImageSizeInBytes { get; init; }

    /// <summary>When it was pushed.</summary>
    public DateTimeOffset? ImagePushedAt { get; init; }

    /// <summary>Media type of the manifest.</summary>
    public string? ImageManifestMediaType { get; init; }

    /// <summary>Media type of the artifact.</summary>
    public string? ArtifactMediaType { get; init; }

    /// <summary>When it was last pulled, to within a day.</summary>
    public DateTimeOffset? LastRecordedPullTime { get; init; }
}
