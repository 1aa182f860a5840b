using System.Collections.Concurrent;
using Slipway.Core.Images;
using Slipway.Ecs.Images;

namespace Slipway.Cli.Flows;

/// <summary>Looks each image of a flow run up once: a version that is pushed, or a tag that is moved, while it goes on does not reach its later tasks.</summary>
/// <param name="inner">Looks images up.</param>
/// <param name="known">What the names stood for when the run was first started, by name.</param>
internal sealed class PinnedImages(IImageResolver inner, IReadOnlyDictionary<string, string> known) : IImageResolver
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ResolvedImage>>> _images = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _digests = new(StringComparer.Ordinal);

    /// <summary>What the names stand for, as far as they were found: the digests by name.</summary>
    public IReadOnlyDictionary<string, string> Digests() => _digests.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ResolvedImage> ResolveAsync(ImageReference image, ImageResolutionOptions options, CancellationToken cancellationToken)
    {
        var name = image.ToString();
        return _images.GetOrAdd(name, _ => new Lazy<Task<ResolvedImage>>(() => FindAsync(name, image, options, cancellationToken))).Value;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TaggedVersion>> ListVersionsAsync(
        ImageReference repository, VersionRange? range, ImageResolutionOptions options, CancellationToken cancellationToken) =>
        inner.ListVersionsAsync(repository, range, options, cancellationToken);

    private async Task<ResolvedImage> FindAsync(string name, ImageReference image, ImageResolutionOptions options, CancellationToken cancellationToken)
    {
        var asked = known.TryGetValue(name, out var digest) ? ImageReference.Parse(image.PinnedTo(digest)) : image;
        var found = await inner.ResolveAsync(asked, options, cancellationToken);
        _digests[name] = found.Digest;
        return found;
    }
}
