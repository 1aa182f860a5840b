namespace Slipway.Mapping;

/// <summary>Items of a sequence.</summary>
internal sealed class SyncItems<TItem>(IEnumerable<TItem> items) : IItems<TItem>
{
    private readonly Lock _gate = new();
    private readonly IEnumerator<TItem> _items = items.GetEnumerator();
    private int _taken;

    public ValueTask<(int Index, TItem Item)> NextAsync()
    {
        lock (_gate)
            return ValueTask.FromResult(_items.MoveNext() ? (_taken++, _items.Current) : (-1, default!));
    }

    public ValueTask DisposeAsync()
    {
        _items.Dispose();
        return ValueTask.CompletedTask;
    }
}
