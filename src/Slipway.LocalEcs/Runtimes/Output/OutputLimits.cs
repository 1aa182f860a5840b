namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>How long a line may be.</summary>
internal static class OutputLimits
{
    /// <summary>
    /// The longest line in bytes of UTF-8: docker's awslogs driver cuts there (256 KiB less the 26 bytes that CloudWatch Logs adds to each event).
    /// Documented: https://docs.docker.com/engine/logging/drivers/awslogs/ and the PutLogEvents limits of its time.
    /// </summary>
    public const int LineBytes = 262_144 - 26;

    /// <summary>Where to cut a line that is too long, so that no character is cut in two.</summary>
    public static int Cut(ReadOnlySpan<byte> utf8)
    {
        var at = LineBytes;
        while (at > LineBytes - 4 && (utf8[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return at;
    }
}
