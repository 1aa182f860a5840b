using System.Text;

namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>Lines and nothing else, as docker gives them. Their time is when they were read.</summary>
internal static class PlainFormat
{
    /// <summary>Takes whole lines off the front of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What follows the bytes taken before.</param>
    /// <param name="readAt">When they were read.</param>
    /// <param name="final">Whether nothing will follow: an unfinished line is then a line.</param>
    /// <param name="lines">Receives the lines that are complete.</param>
    /// <returns>How many bytes were taken.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, DateTimeOffset readAt, bool final, List<OutputLine> lines)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            var rest = bytes[taken..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0 && !final && rest.Length < OutputLimits.LineBytes)
            {
                break;
            }

            var (length, ends) = end < 0 ? (rest.Length, 0) : (end, 1);
            if (length > OutputLimits.LineBytes)
            {
                (length, ends) = (OutputLimits.Cut(rest), 0);
            }

            lines.Add(new(readAt, Encoding.UTF8.GetString(rest[..length])));
            taken += length + ends;
        }

        return taken;
    }
}
