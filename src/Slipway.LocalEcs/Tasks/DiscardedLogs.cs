using System.Text.Json.Nodes;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Keeps how far the output of containers was read, and not the output.</summary>
internal sealed class DiscardedLogs : IContainerLogs
{
    /// <inheritdoc/>
    public IContainerLog Open(string taskId, string container, JsonObject? logConfiguration) => new DiscardedLog();

    private sealed class DiscardedLog : IContainerLog
    {
        public long Position { get; private set; }

        public void Write(IReadOnlyList<OutputLine> lines, long position) => Position = position;
    }
}
