using System.Buffers.Text;
using System.Text;

namespace Slipway.Reporting;

/// <summary>Text that is put together in a buffer of which it is known that it is large enough.</summary>
/// <param name="buffer">The buffer.</param>
internal ref struct Utf8Text(Span<byte> buffer)
{
    private const int FractionDigits = 7;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }

    /// <summary>Adds ASCII letters.</summary>
    public void AddPlain(string text)
    {
        Ascii.FromUtf16(text, _buffer[Length..], out var written);
        Length += written;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer[Length..], out var written);
        Length += written;
    }

    /// <summary>Adds a part of a second, in ticks, as JSON has it: a point and up to seven digits, nothing for nothing.</summary>
    public void AddFraction(int ticks)
    {
        if (ticks == 0)
            return;
        var digits = FractionDigits;
        for (; ticks % 10 == 0; ticks /= 10)
            digits--;
        _buffer[Length] = (byte)'.';
        for (var at = digits; at > 0; at--, ticks /= 10)
            _buffer[Length + at] = (byte)('0' + (ticks % 10));
        Length += digits + 1;
    }
}
