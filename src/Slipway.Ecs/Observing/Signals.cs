namespace Slipway.Ecs.Observing;

/// <summary>Waiting for a signal or the clock, whichever comes first.</summary>
internal static class Signals
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits until <paramref name="signal"/> completes, however it does, or <paramref name="atMost"/> has passed; null waits without limit.</summary>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    internal static async Task WaitAsync(Task signal, TimeSpan? atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var limit = atMost is { } wait ? (wait < Shortest ? Shortest : wait) : Timeout.InfiniteTimeSpan;
        await signal.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
