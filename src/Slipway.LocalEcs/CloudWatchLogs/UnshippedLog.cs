using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The log of a container without log configuration: the output stays in the runtime's own file, as it stays on an AWS host.</summary>
internal sealed class UnshippedLog : IContainerLog
{
    /// <inheritdoc/>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<OutputLine> lines, long position) => Position = position;
}
