using System.Text;

namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>A file that a process writes by itself: lines and nothing else. Their time is when the file was last written.</summary>
internal sealed class PlainFormat : IOutputFormat
{
    /// <inheritdoc/>
    public bool HasParts => false;

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> bytes, DateTimeOffset writtenAt, bool final, List<OutputLine> lines)
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

            lines.Add(new(writtenAt, Encoding.UTF8.GetString(rest[..length])));
            taken += length + ends;
        }

        return taken;
    }
}
