namespace Slipway.Results;

/// <summary>The recorded results of one flow run, as one launch sees them.</summary>
public interface IRunResults : IAsyncDisposable
{
    /// <summary>What earlier launches recorded.</summary>
    IReadOnlyCollection<RecordedSlot> Recorded { get; }

    /// <summary>Reads a recorded result, of this launch or an earlier one.</summary>
    /// <exception cref="ResultStoreException"><c>results.unreadable</c>.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReadAsync(RecordedSlot slot, CancellationToken cancellationToken);

    /// <summary>Records a result, instead of an earlier one. When it returns, the result is durable: it survives the end of the process and of the machine.</summary>
    /// <exception cref="ResultStoreException"><c>results.fenced</c>, <c>results.not-written</c>.</exception>
    ValueTask RecordAsync(RecordedSlot slot, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Stores content of any size, durable when it returns; it counts for nothing until a recorded result names it.</summary>
    /// <returns>The name to open it by.</returns>
    /// <exception cref="ResultStoreException"><c>results.not-written</c>.</exception>
    ValueTask<string> WriteLargeAsync(RecordedSlot slot, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens what <see cref="WriteLargeAsync"/> stored, from its beginning.</summary>
    /// <exception cref="ResultStoreException"><c>results.unreadable</c>.</exception>
    ValueTask<Stream> OpenLargeAsync(string name, CancellationToken cancellationToken);
}
