namespace Slipway.LocalEcs.Runtimes;

/// <summary>A container that has ended already, or that could not be started.</summary>
internal sealed class EndedContainer(string runtimeId, ContainerExit exit) : IRunningContainer
{
    /// <inheritdoc/>
    public string RuntimeId => runtimeId;

    /// <inheritdoc/>
    public Task<ContainerExit> Exited { get; } = Task.FromResult(exit);

    /// <inheritdoc/>
    public Task StopAsync(TimeSpan stopTimeout, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<int> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken) => Task.FromResult(126);
}
