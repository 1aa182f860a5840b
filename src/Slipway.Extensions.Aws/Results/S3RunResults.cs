using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>
/// A run's results in a bucket: <c>log/</c> (<see cref="RunLog"/>) and <c>large/</c>. Records that wait at the same time become durable by one write.
/// </summary>
internal sealed class S3RunResults : IRunResults
{
    /// <summary>So many bytes of results stay in memory; others are read from the bucket when they are asked for.</summary>
    public const long KeptInMemory = 64 * 1024 * 1024;

    private const int LargestSegment = 8 * 1024 * 1024;
    private const int ReadsAtOnce = 16;

    private readonly IObjects _objects;
    private readonly string _prefix;
    private readonly string _flowRunId;
    private readonly RunLog _log;
    private readonly SegmentCopies _copies;
    private readonly RecordPlaces _places;
    private readonly Lock _gate = new();
    private readonly Queue<Segment> _waiting = new();
    private Segment? _open;
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private bool _isClosed;

    private S3RunResults(IObjects objects, string prefix, string flowRunId, long keptInMemory)
    {
        _objects = objects;
        _prefix = prefix;
        _flowRunId = flowRunId;
        _log = new RunLog(objects, prefix, flowRunId);
        _copies = new SegmentCopies(_log);
        _places = new RecordPlaces(keptInMemory);
    }

    public IReadOnlyCollection<RecordedSlot> Recorded { get; private set; } = [];

    public static async Task<S3RunResults> OpenAsync(IObjects objects, string prefix, string flowRunId, long keptInMemory, CancellationToken cancellationToken)
    {
        var results = new S3RunResults(objects, prefix, flowRunId, keptInMemory);
        var earlier = await results._log.BeginAsync(cancellationToken);
        var reading = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(earlier, reading, async (part, cancelled) => results.Take(part, await results._log.ReadAsync(part.Key, cancelled)));
        results.Recorded = results._places.Slots;
        return results;
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(RecordedSlot slot, CancellationToken cancellationToken)
    {
        if (!_places.TryFind(slot, out var place))
            throw new ResultStoreException("results.unreadable", $"The flow run {_flowRunId} has no recorded result {slot.Key} in slot {slot.Slot}.");
        if (place.Content is not null)
            return place.Content;
        var found = await _objects.GetAsync(place.Key, new ObjectRange(place.Offset, SegmentFormat.RecordHeader + place.Length), cancellationToken);
        return found is not null && SegmentFormat.RecordOf(found.Content.Span)?.Slot == slot ? found.Content[SegmentFormat.RecordHeader..] : throw _log.Damaged(place.Key);
    }

    public async ValueTask RecordAsync(RecordedSlot slot, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Task durable;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_open is null || _open.Bytes.Length + content.Length > LargestSegment)
                _waiting.Enqueue(_open = _log.NewSegment());
            _open.Add(slot, content.Span);
            durable = _open.Done.Task;
            if (!_isWriting)
            {
                _isWriting = true;
                // Without the caller's context: this work belongs to no task run.
                using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
                    _writing = Task.Run(WriteAsync, CancellationToken.None);
            }
        }

        await durable.WaitAsync(cancellationToken);
    }

    public async ValueTask<string> WriteLargeAsync(RecordedSlot slot, Stream content, CancellationToken cancellationToken)
    {
        // The launch is part of the name: an older one can't change what a newer one wrote.
        var name = $"{slot.Key}-{slot.Slot}-{_log.Launch}";
        await LargeUpload.StoreAsync(_objects, LargeKey(name), content, cancellationToken);
        return name;
    }

    public async ValueTask<Stream> OpenLargeAsync(string name, CancellationToken cancellationToken) =>
        await LargeStream.OpenAsync(_objects, LargeKey(name), cancellationToken)
        ?? throw new ResultStoreException("results.unreadable", $"A large result of the flow run {_flowRunId}, {LargeKey(name)}, is not there. Look at the bucket's lifecycle rules, and start a new run.");

    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_gate)
        {
            _isClosed = true;
            writing = _writing;
        }

        await writing;
    }

    private string LargeKey(string name) => $"{_prefix}large/{name}";

    private void Take(LogObject at, ReadOnlyMemory<byte> segment) =>
        _places.Add(at, segment.Span, SegmentFormat.RecordsOf(segment.Span) ?? throw _log.Damaged(at.Key));

    private async Task WriteAsync()
    {
        while (true)
        {
            Segment segment;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out segment!))
                {
                    _isWriting = false;
                    return;
                }

                // Whoever comes now waits for the next one.
                if (_open == segment)
                    _open = null;
            }

            LogObject at;
            try
            {
                at = await _log.AppendAsync(segment, Take);
            }
            catch (Exception exception)
            {
                // Whatever it is, those who wait for this segment are told.
                segment.Done.SetException(exception);
                continue;
            }

            _places.Add(at, segment.Bytes.Span, segment.Records);
            segment.Done.SetResult();
            await _copies.AddAsync(at, segment);
        }
    }
}
