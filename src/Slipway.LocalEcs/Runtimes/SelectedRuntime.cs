namespace Slipway.LocalEcs.Runtimes;

/// <summary>The runtime that was chosen.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Images">Its images, for the ECR look-ups.</param>
/// <param name="Why">Why this one, in words for people.</param>
internal sealed record SelectedRuntime(IContainerRuntime Runtime, IImageSource Images, string Why) : IAsyncDisposable
{
    /// <summary>Stops watching containers; they run on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Runtime is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
