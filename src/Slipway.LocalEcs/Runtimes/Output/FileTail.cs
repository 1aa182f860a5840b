namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>Hands a container's output from the runtime's own file to its log, as it grows and to its end.</summary>
internal sealed class FileTail(OutputFolder folder, string file, IContainerLog log)
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly KubernetesFormat _format = new();
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>Goes on at the log's position. Ends when <paramref name="ended"/> has ended and all that was written before has been handed over.</summary>
    /// <param name="ended">Ends when nothing can write to the file any more.</param>
    /// <param name="cancellationToken">Stops reading; the log's position says where.</param>
    public async Task RunAsync(Task ended, CancellationToken cancellationToken)
    {
        using var changes = folder.Watch(file);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = log.Position;
        var position = await Task.Run(() => Replay(start), cancellationToken);
        while (true)
        {
            // First the end, then the file: what was written before the end is then seen.
            var last = ended.IsCompleted;
            position = Read(position, last);
            if (last)
            {
                return;
            }

            var change = changes.WaitAsync(stop.Token);
            if (await Task.WhenAny(change, ended) == ended)
            {
                await stop.CancelAsync();
                await change.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Reads what the log has already, for the parts of lines that were open at its position.</summary>
    private long Replay(long end)
    {
        long position = 0;
        var ignored = new List<OutputLine>();
        using var stream = Open();
        while (stream is not null && position < end)
        {
            var bytes = Fill(stream, position, (int)Math.Min(ChunkBytes, end - position));
            var taken = _format.Read(bytes.Span, final: false, ignored);
            ignored.Clear();
            if (taken == 0)
            {
                break;
            }

            position += taken;
        }

        return end;
    }

    private long Read(long position, bool final)
    {
        using var stream = Open();
        if (stream is null)
        {
            return position;
        }

        var lines = new List<OutputLine>();
        while (true)
        {
            var bytes = Fill(stream, position, ChunkBytes);
            var atEnd = bytes.Length < ChunkBytes;
            var taken = _format.Read(bytes.Span, final && atEnd, lines);
            position += taken;
            if (lines.Count > 0)
            {
                log.Write([.. lines], position);
                lines.Clear();
            }

            if (taken == 0 || (final && atEnd))
            {
                return position;
            }
        }
    }

    private FileStream? Open()
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private ReadOnlyMemory<byte> Fill(FileStream stream, long position, int max)
    {
        stream.Position = position;
        var length = 0;
        while (length < max)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, ChunkBytes));
            }

            var read = stream.Read(_buffer, length, Math.Min(_buffer.Length, max) - length);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return _buffer.AsMemory(0, length);
    }
}
