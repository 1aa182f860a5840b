namespace Slipway.LocalEcs.Runtimes;

/// <summary>A container that has been started.</summary>
internal interface IRunningContainer
{
    /// <summary>The runtime's own id of the container: ECS's <c>containers[].runtimeId</c>.</summary>
    string RuntimeId { get; }

    /// <summary>Ends when the container has ended and all its output has been handed to the plan's log. Never faults for a container that merely failed.</summary>
    Task<ContainerExit> Exited { get; }

    /// <summary>What the container uses, as last measured; null when unknown.</summary>
    ContainerUsage? Usage => null;

    /// <summary>SIGTERM, then SIGKILL when the container still runs after <paramref name="stopTimeout"/>. Ends when it has ended.</summary>
    Task StopAsync(TimeSpan stopTimeout, CancellationToken cancellationToken);

    /// <summary>Runs the health check's command inside the container.</summary>
    /// <returns>The command's exit code; -1 when it did not end within <paramref name="timeout"/>, as docker records for health checks.</returns>
    Task<int> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken);
}
