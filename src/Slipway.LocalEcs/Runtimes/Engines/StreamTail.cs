using Slipway.LocalEcs.Runtimes.Output;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>
/// Hands over a container's output as the engine's <c>logs</c> command gives it, for engines that keep it out of reach. The command begins at the first
/// line each time and gives the same bytes each time, so a position is a number of bytes to pass over.
/// </summary>
/// <remarks>
/// A line's time is when it was read. <c>--timestamps</c> would know better, but puts a time into the middle of every line that the engine stores in parts.
/// </remarks>
internal sealed class StreamTail(EngineCli cli, string id, IContainerLog log, TimeProvider time)
{
    private const int ChunkBytes = 64 * 1024;

    private long _position = log.Position;

    /// <summary>Follows the output; once <paramref name="ended"/> has ended, reads what is left.</summary>
    public async Task RunAsync(Task ended, CancellationToken cancellationToken)
    {
        await PumpAsync(["logs", "--follow", id], final: false, cancellationToken);
        await ended.WaitAsync(cancellationToken);
        // A follower may be cut off before the last lines.
        await PumpAsync(["logs", id], final: true, cancellationToken);
    }

    private async Task PumpAsync(IReadOnlyList<string> arguments, bool final, CancellationToken cancellationToken)
    {
        using var process = cli.StartMerged(arguments);
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var buffer = new byte[ChunkBytes];
        var filled = 0;
        var toSkip = _position;
        var stream = process.StandardOutput.BaseStream;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            filled += read;
            var skip = (int)Math.Min(toSkip, filled);
            toSkip -= skip;
            var lines = new List<OutputLine>();
            var taken = toSkip > 0 ? skip : skip + PlainFormat.Read(buffer.AsSpan(skip, filled - skip), time.GetUtcNow(), final && read == 0, lines);
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            _position += taken - skip;
            if (lines.Count > 0)
            {
                log.Write(lines, _position);
            }

            if (read == 0)
            {
                await process.WaitForExitAsync(cancellationToken);
                return;
            }
        }
    }
}
