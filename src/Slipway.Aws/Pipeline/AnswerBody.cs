using System.Buffers;

namespace Slipway.Aws;

/// <summary>
/// An answer's body in a rented array: a description of a hundred ECS tasks is a few hundred kilobytes, several times a second, and as arrays of its own
/// it would fill the large object heap. Cleared when given back, since it may hold a secret.
/// </summary>
internal sealed class AnswerBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    private AnswerBody()
    {
    }

    internal ReadOnlyMemory<byte> Utf8 => _buffer.AsMemory(0, _length);

    internal static AnswerBody Read(Stream stream)
    {
        var body = new AnswerBody();
        try
        {
            body.Fill(stream);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _length = 0;
    }

    private void Fill(Stream stream)
    {
        int read;
        while ((read = stream.Read(_buffer, _length, _buffer.Length - _length)) > 0)
        {
            _length += read;
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
