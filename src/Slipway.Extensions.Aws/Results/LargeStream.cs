using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>
/// Reads an object piece by piece, each with its own request: a reader that takes an hour holds no connection open, and a connection that breaks costs one
/// piece.
/// </summary>
internal sealed class LargeStream : Stream
{
    private const int PieceSize = 8 * 1024 * 1024;

    private readonly IObjects _objects;
    private readonly string _key;
    private readonly string _version;
    private readonly long _length;
    private ReadOnlyMemory<byte> _piece;
    private long _pieceAt;
    private long _position;

    private LargeStream(IObjects objects, string key, FoundObject first)
    {
        _objects = objects;
        _key = key;
        _version = first.Version;
        _length = first.Size;
        _piece = first.Content;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Opens an object; null when there is none.</summary>
    public static async Task<LargeStream?> OpenAsync(IObjects objects, string key, CancellationToken cancellationToken) =>
        await objects.GetAsync(key, new ObjectRange(0, PieceSize), cancellationToken) is { } first ? new LargeStream(objects, key, first) : null;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= _length || buffer.IsEmpty)
            return 0;
        if (_position < _pieceAt || _position >= _pieceAt + _piece.Length)
        {
            var found = await _objects.GetAsync(_key, new ObjectRange(_position, PieceSize, _version), cancellationToken);
            if (found is null || found.Content.IsEmpty)
                throw new ResultStoreException("results.unreadable", $"The large result {_key} was deleted while it was read.");
            (_piece, _pieceAt) = (found.Content, _position);
        }

        var from = _piece[(int)(_position - _pieceAt)..];
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Readers of text and archives read like this: there is nothing to wait on but the thread.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
