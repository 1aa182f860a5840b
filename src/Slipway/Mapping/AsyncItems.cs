namespace Slipway.Mapping;

/// <summary>Items that come over time.</summary>
internal sealed class AsyncItems<TItem>(IAsyncEnumerable<TItem> items, CancellationToken cancellationToken) : IItems<TItem>
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IAsyncEnumerator<TItem> _items = items.GetAsyncEnumerator(cancellationToken);
    private int _taken;
    private bool _hasEnded;

    public async ValueTask<(int Index, TItem Item)> NextAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (!_hasEnded && await _items.MoveNextAsync())
                return (_taken++, _items.Current);
            _hasEnded = true;
            return (-1, default!);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _gate.Dispose();
    }
}
