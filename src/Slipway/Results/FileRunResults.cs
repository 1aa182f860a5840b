using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Results;

/// <summary>
/// A run's results in a folder: <c>results.log</c> (<see cref="FileRecords"/>), <c>launch</c> (<see cref="RunFence"/>) and <c>large/</c>. Records that wait at
/// the same time are made durable by one flush.
/// </summary>
internal sealed class FileRunResults : IRunResults
{
    private readonly string _folder;
    private readonly string _flowRunId;
    private readonly RunFence _fence;
    private readonly SafeFileHandle _log;
    private readonly Lock _gate = new();
    private readonly Dictionary<RecordedSlot, (long Offset, int Length)> _places;
    private Commit _next = new();
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private long _end;

    private FileRunResults(string folder, string flowRunId, RunFence fence, SafeFileHandle log, Dictionary<RecordedSlot, (long Offset, int Length)> places, long end)
    {
        _folder = folder;
        _flowRunId = flowRunId;
        _fence = fence;
        _log = log;
        _places = places;
        _end = end;
        Recorded = [.. places.Keys];
    }

    public IReadOnlyCollection<RecordedSlot> Recorded { get; }

    private string LargeFolder => Path.Combine(_folder, "large");

    public static async Task<FileRunResults> OpenAsync(string folder, string flowRunId, TimeProvider clock, CancellationToken cancellationToken)
    {
        SafeFileHandle? log = null;
        try
        {
            Directory.CreateDirectory(folder);
            var fence = new RunFence(Path.Combine(folder, "launch"), flowRunId, clock);
            await using (await fence.EnterAsync(cancellationToken))
            {
                var path = Path.Combine(folder, "results.log");
                log = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
                var places = new Dictionary<RecordedSlot, (long, int)>();
                var end = ReadLog(path, log, places);
                return new FileRunResults(folder, flowRunId, fence, log, places, end);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log?.Dispose();
            throw new ResultStoreException("results.unreadable", $"The results of the flow run {flowRunId} in {folder} can't be opened: {exception.Message}", exception);
        }
        catch (ResultStoreException)
        {
            log?.Dispose();
            throw;
        }
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(RecordedSlot slot, CancellationToken cancellationToken)
    {
        (long Offset, int Length) place;
        lock (_gate)
        {
            if (!_places.TryGetValue(slot, out place))
                throw new ResultStoreException("results.unreadable", $"The flow run {_flowRunId} has no recorded result {slot.Key} in slot {slot.Slot}.");
        }

        // Small and mostly in the system's memory: not worth a thread.
        var content = new byte[place.Length];
        for (var read = 0; read < content.Length;)
        {
            var count = RandomAccess.Read(_log, content.AsSpan(read), place.Offset + read);
            if (count == 0)
                throw new ResultStoreException("results.unreadable", $"{Path.Combine(_folder, "results.log")} became shorter while it was in use. Nothing else may change it.");
            read += count;
        }

        return ValueTask.FromResult<ReadOnlyMemory<byte>>(content);
    }

    public async ValueTask RecordAsync(RecordedSlot slot, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Task durable;
        lock (_gate)
        {
            _next.Add(slot, content.Span);
            durable = _next.Done.Task;
            if (!_isWriting)
            {
                _isWriting = true;
                // Without the caller's context: this work belongs to no task run.
                using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
                    _writing = Task.Run(WriteAsync, CancellationToken.None);
            }
        }

        await durable;
    }

    public async ValueTask<string> WriteLargeAsync(RecordedSlot slot, Stream content, CancellationToken cancellationToken)
    {
        // The launch is part of the name: an older one can't change what a newer one wrote.
        var name = $"{slot.Key}-{slot.Slot}-{_fence.Launch}";
        var path = Path.Combine(LargeFolder, name);
        try
        {
            Directory.CreateDirectory(LargeFolder);
            await using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, 128 * 1024, cancellationToken);
                FlushToDisk(file);
            }

            File.Move(path + ".new", path, overwrite: true);
            return name;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(exception);
        }
    }

    public ValueTask<Stream> OpenLargeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return ValueTask.FromResult<Stream>(new FileStream(Path.Combine(LargeFolder, Path.GetFileName(name)), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultStoreException("results.unreadable", $"A large result of the flow run {_flowRunId} can't be read: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_gate)
            writing = _writing;
        await writing;
        _log.Dispose();
    }

    private static long ReadLog(string path, SafeFileHandle log, Dictionary<RecordedSlot, (long, int)> places)
    {
        long end;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 * 1024, FileOptions.SequentialScan))
            end = FileRecords.Read(stream, (slot, offset, length) => places[slot] = (offset, length));
        if (end < 0)
            throw new ResultStoreException("results.unreadable", $"{path} was not written by this version of Slipway. Use the version that began the run, or start a new run.");
        if (end == 0)
        {
            RandomAccess.Write(log, FileRecords.Mark, 0);
            end = FileRecords.Mark.Length;
        }

        // What a launch was writing when it died was recorded for nobody.
        RandomAccess.SetLength(log, end);
        RandomAccess.FlushToDisk(log);
        return end;
    }

    private static void FlushToDisk(FileStream file) => file.Flush(flushToDisk: true);

    private void Append(Commit commit)
    {
        try
        {
            RandomAccess.Write(_log, commit.Bytes, _end);
            RandomAccess.FlushToDisk(_log);
        }
        catch (IOException)
        {
            // Its callers are told that nothing was recorded, so nothing may be found later.
            RandomAccess.SetLength(_log, _end);
            throw;
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            Commit commit;
            lock (_gate)
            {
                if (_next.IsEmpty)
                {
                    _isWriting = false;
                    return;
                }

                commit = _next;
                _next = new Commit();
            }

            try
            {
                await using (await _fence.HoldAsync(CancellationToken.None))
                    Append(commit);
            }
            catch (ResultStoreException exception)
            {
                commit.Done.SetException(exception);
                continue;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                commit.Done.SetException(NotWritten(exception));
                continue;
            }

            lock (_gate)
            {
                foreach (var (slot, offset, length) in commit.Records)
                    _places[slot] = (_end + offset, length);
                _end += commit.Bytes.Length;
            }

            commit.Done.SetResult();
        }
    }

    private ResultStoreException NotWritten(Exception cause) =>
        new("results.not-written", $"A result of the flow run {_flowRunId} can't be written to {_folder}: {cause.Message} Make room or give this user access, and run it again.", cause);

    /// <summary>Records that become durable together.</summary>
    private sealed class Commit
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(4 * 1024);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<(RecordedSlot Slot, int Offset, int Length)> Records { get; } = [];

        public bool IsEmpty => Records.Count == 0;

        public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

        public void Add(RecordedSlot slot, ReadOnlySpan<byte> content)
        {
            Records.Add((slot, _bytes.WrittenCount + FileRecords.Frame + FileRecords.Header, content.Length));
            FileRecords.Write(_bytes, slot, content);
        }
    }
}
