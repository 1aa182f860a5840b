using Slipway.Core.Images;

namespace Slipway.Ecs.Images.Registries;

/// <summary>A registry, as far as looking images up needs it. Fails with <see cref="ImageException"/>.</summary>
internal interface IImageRegistry
{
    /// <summary>Finds what a tag or digest names; null when there is no such thing.</summary>
    Task<ImageManifest?> FindAsync(ImageReference image, string tagOrDigest, CancellationToken cancellationToken);

    /// <summary>Lists all tags of the repository.</summary>
    /// <exception cref="ImageException"><c>image.not-found</c>: there is no such repository.</exception>
    Task<IReadOnlyList<string>> ListTagsAsync(ImageReference image, CancellationToken cancellationToken);
}
