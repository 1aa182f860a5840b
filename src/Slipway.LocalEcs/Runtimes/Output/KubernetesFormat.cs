using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>podman's k8s-file, and what plain processes are logged in: <c>TIME stdout F text</c>, where <c>P</c> instead of <c>F</c> marks a part of a line.</summary>
internal sealed class KubernetesFormat
{
    private const int StreamAndTag = 9; // "stdout F "

    // Parts of the two streams interleave.
    private readonly ArrayBufferWriter<byte> _stdout = new();
    private readonly ArrayBufferWriter<byte> _stderr = new();
    private DateTimeOffset _last;

    /// <summary>Takes whole records off the front of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What follows the bytes taken before.</param>
    /// <param name="final">Whether nothing will follow: an unfinished line is then a line.</param>
    /// <param name="lines">Receives the lines that are complete.</param>
    /// <returns>How many bytes were taken.</returns>
    public int Read(ReadOnlySpan<byte> bytes, bool final, List<OutputLine> lines)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            var end = bytes[taken..].IndexOf((byte)'\n');
            if (end < 0)
            {
                if (!final)
                {
                    break;
                }

                end = bytes.Length - taken;
            }

            Record(bytes.Slice(taken, end), lines);
            taken = Math.Min(taken + end + 1, bytes.Length);
        }

        if (final)
        {
            Flush(_stdout, lines);
            Flush(_stderr, lines);
        }

        return taken;
    }

    private void Record(ReadOnlySpan<byte> record, List<OutputLine> lines)
    {
        var space = record.IndexOf((byte)' ');
        var time = space < 0 ? record : record[..space];
        _last = Time(time) ?? _last;
        var rest = space < 0 ? default : record[(space + 1)..];
        if (rest.Length < StreamAndTag)
        {
            return;
        }

        var buffer = rest.StartsWith("stderr"u8) ? _stderr : _stdout;
        buffer.Write(rest[StreamAndTag..]);
        if (rest[StreamAndTag - 2] != (byte)'P')
        {
            lines.Add(new(_last, Encoding.UTF8.GetString(buffer.WrittenSpan)));
            buffer.ResetWrittenCount();
        }
        else if (buffer.WrittenCount > OutputLimits.LineBytes)
        {
            var cut = OutputLimits.Cut(buffer.WrittenSpan);
            var remainder = buffer.WrittenSpan[cut..].ToArray();
            lines.Add(new(_last, Encoding.UTF8.GetString(buffer.WrittenSpan[..cut])));
            buffer.ResetWrittenCount();
            buffer.Write(remainder);
        }
    }

    private void Flush(ArrayBufferWriter<byte> buffer, List<OutputLine> lines)
    {
        if (buffer.WrittenCount > 0)
        {
            lines.Add(new(_last, Encoding.UTF8.GetString(buffer.WrittenSpan)));
            buffer.ResetWrittenCount();
        }
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> text) =>
        DateTimeOffset.TryParse(
            Encoding.ASCII.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
