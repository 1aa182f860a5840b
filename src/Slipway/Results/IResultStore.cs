namespace Slipway.Results;

/// <summary>Where results are kept: of flow runs, so that they can be resumed, and between them. Contents are opaque to the store.</summary>
public interface IResultStore
{
    /// <summary>
    /// Opens a flow run's results for a new launch of it. From then on every earlier launch is fenced: what it still tries to record is refused with
    /// <c>results.fenced</c>.
    /// </summary>
    /// <exception cref="ResultStoreException"><c>results.in-use</c>, <c>results.unreadable</c>.</exception>
    ValueTask<IRunResults> OpenAsync(string flowRunId, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a flow run was asked to do (its flow and inputs), instead of what was kept before, so that somebody can resume it by its id alone. Durable
    /// when it returns.
    /// </summary>
    /// <exception cref="ResultStoreException"><c>results.bad-run-id</c>, <c>results.not-written</c>.</exception>
    ValueTask KeepOrderAsync(string flowRunId, ReadOnlyMemory<byte> order, CancellationToken cancellationToken);

    /// <summary>Finds what a flow run was asked to do; null when the store does not know the run. Fences nobody.</summary>
    /// <exception cref="ResultStoreException"><c>results.bad-run-id</c>, <c>results.unreadable</c>.</exception>
    ValueTask<ReadOnlyMemory<byte>?> FindOrderAsync(string flowRunId, CancellationToken cancellationToken);

    /// <summary>Finds a result that is kept between runs; null when there is none, or it has expired at <paramref name="now"/>.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindCachedAsync(ResultKey key, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a result between runs, instead of an earlier one.</summary>
    /// <param name="key">What was called with what.</param>
    /// <param name="content">The result.</param>
    /// <param name="expires">When it is no longer good; null: never.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask CacheAsync(ResultKey key, ReadOnlyMemory<byte> content, DateTimeOffset? expires, CancellationToken cancellationToken);
}
