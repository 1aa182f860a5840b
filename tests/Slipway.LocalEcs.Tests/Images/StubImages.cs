using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tests.Images;

/// <summary>Images in memory.</summary>
internal sealed class StubImages(params IReadOnlyList<StoredImage> images) : IImageSource
{
    public Task<IReadOnlyList<StoredImage>> ListAsync(string repository, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredImage>>([.. images.Where(image => image.Repository == repository)]);

    public Task<IReadOnlyList<string>> ListRepositoriesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. images.Select(image => image.Repository).Distinct()]);
}
