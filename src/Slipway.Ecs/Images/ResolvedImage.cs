using Slipway.Core.Images;

namespace Slipway.Ecs.Images;

/// <summary>An image pinned by digest: what a name stood for when it was looked up.</summary>
public sealed record ResolvedImage
{
    /// <summary>What was asked for, at the registry where it was found.</summary>
    public required ImageReference Requested { get; init; }

    /// <summary>What to run: <c>registry/repository@sha256:…</c>, the digest of the index where there is one.</summary>
    public required string Reference { get; init; }

    /// <summary>The digest of the index, or of the manifest where there is no index.</summary>
    public required string Digest { get; init; }

    /// <summary>The tag that the version stood for (the best one of a range); null when only a digest was asked for.</summary>
    public string? Tag { get; init; }

    /// <summary>The media type of what <see cref="Digest"/> names.</summary>
    public string? MediaType { get; init; }

    /// <summary>
    /// The platforms and the digests of their manifests; empty when the image is a single manifest, which does not say its platform.
    /// </summary>
    public IReadOnlyList<ImagePlatform> Platforms { get; init; } = [];

    /// <summary>
    /// The digest that the same tag stood for when it was looked up before, when it is another now: somebody moved the tag.
    /// </summary>
    public string? MovedFrom { get; init; }

    /// <summary>The name and version for people and the audit trail, such as <c>dbt-model:1.0.1</c>.</summary>
    public string Version => Tag is null ? $"{Requested.Repository}@{Digest}" : $"{Requested.Repository}:{Tag}";

    /// <summary>Whether ECS pulls it from a private ECR registry, for which it needs the execution role.</summary>
    public bool IsPrivateEcr => Requested.Ecr is not null;
}
