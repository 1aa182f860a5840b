namespace Slipway.LocalEcs.Runtimes;

/// <summary>Takes a container's output and files it where the task definition's log configuration says.</summary>
internal interface IContainerLog
{
    /// <summary>How many bytes of the runtime's own log file have been taken before: where to go on after a restart of LocalEcs.</summary>
    long Position { get; }

    /// <summary>Takes lines, all that were there to read, and in the same transaction moves <see cref="Position"/>.</summary>
    /// <param name="lines">The lines in the order in which the container wrote them. At least one.</param>
    /// <param name="position">The position after the last of them.</param>
    void Write(IReadOnlyList<OutputLine> lines, long position);
}
