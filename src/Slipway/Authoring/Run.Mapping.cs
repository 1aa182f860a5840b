using Slipway.Mapping;

namespace Slipway;

/// <content>One body over many items.</content>
public static partial class Run
{
    /// <summary>How many bodies run at once when nothing else is said.</summary>
    public const int DefaultMaxConcurrency = 64;

    /// <summary>
    /// Runs a body for each item, so many at a time: <c>await Run.MapAsync(chunks, chunk => CleanAsync(chunk, ct))</c>. Items are taken one by one as bodies
    /// end, so that 100,000 of them cost no more memory than their results. Works outside a run as well. After a failure, or when the run is cancelled, no
    /// further item is taken; the bodies that run are awaited, and the first failure is thrown.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="body">What runs for each, mostly a call of a task.</param>
    /// <param name="maxConcurrency">How many bodies may run at once. Default: <see cref="DefaultMaxConcurrency"/>.</param>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="T">A result.</typeparam>
    /// <returns>The results, in the order of the items.</returns>
    public static async Task<IReadOnlyList<T>> MapAsync<TItem, T>(IEnumerable<TItem> items, Func<TItem, Task<T>> body, int maxConcurrency = DefaultMaxConcurrency)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        var total = Count(items);
        var results = new MapResults<T>(total ?? 0);
        await BoundedMap.RunAsync(new SyncItems<TItem>(items), async (item, index) => results.Set(index, await body(item)), total, maxConcurrency);
        return results.ToList();
    }

    /// <inheritdoc cref="MapAsync{TItem, T}(IEnumerable{TItem}, Func{TItem, Task{T}}, int)"/>
    /// <returns>Ends with the last body.</returns>
    public static Task MapAsync<TItem>(IEnumerable<TItem> items, Func<TItem, Task> body, int maxConcurrency = DefaultMaxConcurrency)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return BoundedMap.RunAsync(new SyncItems<TItem>(items), (item, _) => body(item), Count(items), maxConcurrency);
    }

    /// <inheritdoc cref="MapAsync{TItem, T}(IEnumerable{TItem}, Func{TItem, Task{T}}, int)"/>
    public static async Task<IReadOnlyList<T>> MapAsync<TItem, T>(IAsyncEnumerable<TItem> items, Func<TItem, Task<T>> body, int maxConcurrency = DefaultMaxConcurrency)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        var results = new MapResults<T>(0);
        await BoundedMap.RunAsync(new AsyncItems<TItem>(items, CancellationToken), async (item, index) => results.Set(index, await body(item)), total: null, maxConcurrency);
        return results.ToList();
    }

    /// <inheritdoc cref="MapAsync{TItem, T}(IEnumerable{TItem}, Func{TItem, Task{T}}, int)"/>
    /// <returns>Ends with the last body.</returns>
    public static Task MapAsync<TItem>(IAsyncEnumerable<TItem> items, Func<TItem, Task> body, int maxConcurrency = DefaultMaxConcurrency)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(body);
        return BoundedMap.RunAsync(new AsyncItems<TItem>(items, CancellationToken), (item, _) => body(item), total: null, maxConcurrency);
    }

    private static int? Count<TItem>(IEnumerable<TItem> items) => items.TryGetNonEnumeratedCount(out var count) ? count : null;
}
