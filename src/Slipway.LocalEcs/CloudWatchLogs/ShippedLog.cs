using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>A container's output as events of a stream: one line, one event.</summary>
internal sealed class ShippedLog(LogStore store, LogStream stream, string taskId, string container) : IContainerLog
{
    private long _lastTime = stream.Last ?? 0;

    /// <inheritdoc/>
    public long Position { get; private set; } = store.Position(taskId, container);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<OutputLine> lines, long position)
    {
        var events = new List<(long, string)>(lines.Count);
        foreach (var line in lines)
        {
            // observed: docker's awslogs driver sends no event for an empty line, which CloudWatch Logs would refuse.
            if (line.Text.Length > 0)
            {
                // Events are ordered by time: a clock set back must not put a line before the one it followed.
                _lastTime = Math.Max(_lastTime, line.At.ToUnixTimeMilliseconds());
                events.Add((_lastTime, line.Text));
            }
        }

        store.Append(stream.Id, events, (taskId, container, position));
        Position = position;
    }
}
