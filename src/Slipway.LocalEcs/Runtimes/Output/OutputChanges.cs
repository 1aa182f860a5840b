namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>Says that a file has changed since it was asked last.</summary>
internal sealed class OutputChanges(Action unsubscribe) : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>Ends at the next change, or at once when there was one since the last call.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    /// <summary>Notes a change.</summary>
    public void Signal()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The semaphore itself holds nothing to give back, and a late event may still signal it.
        unsubscribe();
    }
}
