namespace Slipway.Results;

/// <summary>Keeps results in this process: for retries of a whole flow, and for tests.</summary>
public sealed class MemoryResultStore : IResultStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<ResultKey, (ReadOnlyMemory<byte> Content, DateTimeOffset? Expires)> _cached = [];

    /// <inheritdoc/>
    public ValueTask<IRunResults> OpenAsync(string flowRunId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(flowRunId, out var run))
                _runs[flowRunId] = run = new Run(flowRunId);
            return ValueTask.FromResult<IRunResults>(new Launch(_gate, run, ++run.Epoch));
        }
    }

    /// <inheritdoc/>
    public ValueTask KeepOrderAsync(string flowRunId, ReadOnlyMemory<byte> order, CancellationToken cancellationToken)
    {
        lock (_gate)
            _orders[flowRunId] = order.ToArray();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindOrderAsync(string flowRunId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_orders.TryGetValue(flowRunId, out var order) ? order : default(ReadOnlyMemory<byte>?));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindCachedAsync(ResultKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_cached.TryGetValue(key, out var found) && !(found.Expires <= now) ? found.Content : default(ReadOnlyMemory<byte>?));
    }

    /// <inheritdoc/>
    public ValueTask CacheAsync(ResultKey key, ReadOnlyMemory<byte> content, DateTimeOffset? expires, CancellationToken cancellationToken)
    {
        lock (_gate)
            _cached[key] = (content.ToArray(), expires);
        return ValueTask.CompletedTask;
    }

    private sealed class Run(string flowRunId)
    {
        public string FlowRunId { get; } = flowRunId;

        public int Epoch { get; set; }

        public Dictionary<RecordedSlot, ReadOnlyMemory<byte>> Results { get; } = [];

        public Dictionary<string, byte[]> Large { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Launch : IRunResults
    {
        private readonly Lock _gate;
        private readonly Run _run;
        private readonly int _epoch;

        public Launch(Lock gate, Run run, int epoch)
        {
            _gate = gate;
            _run = run;
            _epoch = epoch;
            Recorded = [.. run.Results.Keys];
        }

        public IReadOnlyCollection<RecordedSlot> Recorded { get; }

        public ValueTask<ReadOnlyMemory<byte>> ReadAsync(RecordedSlot slot, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                return _run.Results.TryGetValue(slot, out var content)
                    ? ValueTask.FromResult(content)
                    : throw Missing($"result {slot.Key} of slot {slot.Slot}");
            }
        }

        public ValueTask RecordAsync(RecordedSlot slot, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                if (_epoch != _run.Epoch)
                    throw ResultStoreException.Fenced(_run.FlowRunId);
                _run.Results[slot] = content.ToArray();
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask<string> WriteLargeAsync(RecordedSlot slot, Stream content, CancellationToken cancellationToken)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken);
            var name = $"{slot.Key}-{slot.Slot}-{_epoch}";
            lock (_gate)
                _run.Large[name] = copy.ToArray();
            return name;
        }

        public ValueTask<Stream> OpenLargeAsync(string name, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                return _run.Large.TryGetValue(name, out var content)
                    ? ValueTask.FromResult<Stream>(new MemoryStream(content, writable: false))
                    : throw Missing($"large result {name}");
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private ResultStoreException Missing(string what) => new("results.unreadable", $"The flow run {_run.FlowRunId} has no {what}.");
    }
}
