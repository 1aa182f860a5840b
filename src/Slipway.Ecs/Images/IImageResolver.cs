using Slipway.Core.Images;

namespace Slipway.Ecs.Images;

/// <summary>
/// Finds out what the name of an image stands for. Fails with a <see cref="Slipway.Core.Errors.SlipwayException"/> whose code begins with
/// <c>image.</c>
/// </summary>
public interface IImageResolver
{
    /// <summary>
    /// Pins an image by digest: a tag by looking it up, a range by choosing its highest version first, a digest by making sure that it
    /// exists.
    /// </summary>
    Task<ResolvedImage> ResolveAsync(ImageReference image, ImageResolutionOptions options, CancellationToken cancellationToken);

    /// <summary>Lists the tags that are versions, the highest first.</summary>
    /// <param name="repository">The repository; its tag or digest does not count.</param>
    /// <param name="range">Lists only what is inside; null lists all, pre-releases included.</param>
    /// <param name="options">Registry and credentials.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    Task<IReadOnlyList<TaggedVersion>> ListVersionsAsync(
        ImageReference repository, VersionRange? range, ImageResolutionOptions options, CancellationToken cancellationToken);
}
