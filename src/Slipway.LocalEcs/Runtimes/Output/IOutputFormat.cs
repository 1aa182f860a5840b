namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>Reads a runtime's own log file as lines.</summary>
internal interface IOutputFormat
{
    /// <summary>Whether lines may be written in parts, so that what came before a position matters for what follows.</summary>
    bool HasParts { get; }

    /// <summary>Takes whole records off the front of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What follows the bytes taken before.</param>
    /// <param name="writtenAt">Not before any of it was written; for formats that carry no time of their own.</param>
    /// <param name="final">Whether nothing will follow: an unfinished line is then a line.</param>
    /// <param name="lines">Receives the lines that are complete.</param>
    /// <returns>How many bytes were taken.</returns>
    int Read(ReadOnlySpan<byte> bytes, DateTimeOffset writtenAt, bool final, List<OutputLine> lines);
}
