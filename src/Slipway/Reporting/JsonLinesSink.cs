using System.Buffers;

namespace Slipway.Reporting;

/// <summary>Writes each event as one line of JSON, as docs/reference/run-events.md shows them. A file is written anew.</summary>
public sealed class JsonLinesSink : IRunSink, IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly RunEventWriter _writer;

    /// <summary>Writes to a file; its folder is made when it is not there.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public JsonLinesSink(string path)
        : this(Open(path))
    {
    }

    /// <summary>Writes to a stream, which it disposes.</summary>
    public JsonLinesSink(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _writer = new RunEventWriter(_lines);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        _lines.ResetWrittenCount();
        foreach (var happened in events)
        {
            _writer.Write(happened);
            _lines.Write("\n"u8);
        }

        // The same events come again after an error: what a failed write left behind must not stay.
        var begin = _stream.CanSeek ? _stream.Position : 0;
        try
        {
            await _stream.WriteAsync(_lines.WrittenMemory, cancellationToken);
            await _stream.FlushAsync(cancellationToken);
        }
        catch when (_stream.CanSeek)
        {
            _stream.Position = begin;
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _stream.DisposeAsync();
    }

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
    }
}
