namespace Slipway.LocalEcs.Runtimes;

/// <summary>Takes a container's output and files it where the task definition's log configuration says.</summary>
internal interface IContainerLog
{
    /// <summary>How many bytes of the runtime's own log file have been taken before: where to go on after a restart of LocalEcs.</summary>
    long Position { get; }

    /// <summary>Takes one line and, in the same transaction, moves <see cref="Position"/>.</summary>
    /// <param name="at">When the container wrote it.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="position">The position after this line.</param>
    void Write(DateTimeOffset at, string line, long position);
}
