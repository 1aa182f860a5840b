namespace Slipway.Mapping;

/// <summary>Items that several workers take from, one at a time.</summary>
internal interface IItems<TItem> : IAsyncDisposable
{
    /// <summary>The next item and its place; a place below 0 is the end.</summary>
    ValueTask<(int Index, TItem Item)> NextAsync();
}
