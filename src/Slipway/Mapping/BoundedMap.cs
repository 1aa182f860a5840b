using System.Runtime.ExceptionServices;

namespace Slipway.Mapping;

/// <summary>Workers that take items until there are none, or one has failed.</summary>
internal static class BoundedMap
{
    public static async Task RunAsync<TItem>(IItems<TItem> items, Func<TItem, int, Task> body, int? total, int maxConcurrency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        var cancellation = Run.CancellationToken;
        var progress = new MapProgress(total);
        ExceptionDispatchInfo? failure = null;
        var wasStopped = false;
        await using (items)
        {
            // On the pool, so that bodies that never wait run beside each other as well.
            await Task.WhenAll(Enumerable.Range(0, Math.Min(maxConcurrency, total ?? int.MaxValue)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        }

        progress.End();
        failure?.Throw();
        if (wasStopped)
            cancellation.ThrowIfCancellationRequested();

        async Task WorkAsync()
        {
            try
            {
                while (Volatile.Read(ref failure) is null)
                {
                    var (index, item) = await items.NextAsync();
                    if (index < 0)
                        return;
                    if (cancellation.IsCancellationRequested)
                    {
                        wasStopped = true;
                        return;
                    }

                    await body(item, index);
                    progress.Done();
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
