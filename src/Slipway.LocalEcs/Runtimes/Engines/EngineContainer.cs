using Slipway.LocalEcs.Runtimes.Usage;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>A container of podman or docker.</summary>
internal sealed class EngineContainer : IRunningContainer
{
    /// <summary>In the container's folder: the pid of its first process.</summary>
    public const string PidFile = "pid";

    /// <summary>In the container's folder: the pid of conmon, podman's supervisor of this one container.</summary>
    public const string SupervisorFile = "conmon.pid";

    // conmon writes it where podman was called, when the kernel killed for memory. podman's own OOMKilled stays false with cgroups v1.
    private const string OutOfMemoryFile = "oom";

    private readonly EngineCli _cli;
    private readonly ContainerPlan _plan;
    private readonly string _folder;
    private readonly UsageSampler? _sampler;
    private readonly TimeProvider _time;

    /// <summary>Watches a container.</summary>
    /// <param name="cli">The engine.</param>
    /// <param name="plan">The plan that it was started by.</param>
    /// <param name="id">Its id.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="pid">Its first process; null when that is not on this machine, or has ended.</param>
    /// <param name="ended">Ends with the container.</param>
    /// <param name="output">Hands over its output until <paramref name="ended"/> has ended and all is read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="disposed">Cancelled when the runtime is disposed of.</param>
    public EngineContainer(
        EngineCli cli,
        ContainerPlan plan,
        string id,
        string folder,
        int? pid,
        Task ended,
        Func<Task, CancellationToken, Task> output,
        TimeProvider time,
        CancellationToken disposed)
    {
        (_cli, _plan, _folder, _time) = (cli, plan, folder, time);
        RuntimeId = id;
        _sampler = pid is { } process ? new(process, time) : null;
        Exited = RunAsync(ended, output, disposed);
    }

    /// <inheritdoc/>
    public string RuntimeId { get; }

    /// <inheritdoc/>
    public Task<ContainerExit> Exited { get; }

    /// <inheritdoc/>
    public ContainerUsage? Usage => _sampler?.Usage;

    /// <inheritdoc/>
    public async Task StopAsync(TimeSpan stopTimeout, CancellationToken cancellationToken)
    {
        _sampler?.Sample();
        var seconds = (int)Math.Ceiling(stopTimeout.TotalSeconds);
        var stop = await _cli.RunAsync(["stop", "-t", $"{seconds}", RuntimeId], cancellationToken);
        if (stop.ExitCode != 0 && !Exited.IsCompleted && await InspectedContainer.LoadAsync(_cli, RuntimeId, cancellationToken) is { IsRunning: true })
        {
            throw new LocalEcsException("LOCALECS_ENGINE_FAILED", $"{_cli.Engine.Name} cannot stop container {_plan.Name} of ECS task {_plan.TaskId}: {stop.Reason}");
        }

        await Exited.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await _cli.RunAsync(["exec", RuntimeId, .. command], either.Token)).ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The command itself may go on inside the container, as with docker.
            return -1;
        }
    }

    private async Task<ContainerExit> RunAsync(Task ended, Func<Task, CancellationToken, Task> output, CancellationToken disposed)
    {
        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(disposed);
        var samples = _sampler?.RunAsync(sampling.Token) ?? Task.CompletedTask;
        try
        {
            await output(ended, disposed);
            await ended;
        }
        finally
        {
            await sampling.CancelAsync();
            await samples.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var container = await InspectedContainer.LoadAsync(_cli, RuntimeId, disposed);
        if (container is { IsRunning: true })
        {
            // The supervisor has ended, the engine has not noticed yet; or the supervisor was killed, and the container goes on without one.
            await _cli.OutputAsync(["wait", RuntimeId], disposed);
            container = await InspectedContainer.LoadAsync(_cli, RuntimeId, disposed);
        }

        return container is null ? new(null, Reason: ContainerReasons.NoExitCode) : ExitOf(container);
    }

    private ContainerExit ExitOf(InspectedContainer container)
    {
        var outOfMemory = container.OutOfMemory || File.Exists(Path.Combine(_folder, OutOfMemoryFile));
        var peak = Usage?.PeakMemoryBytes;
        return new(
            container.ExitCode,
            outOfMemory,
            outOfMemory ? ContainerReasons.OutOfMemory : null,
            // Killed for its limit: it was there, whatever the last sample saw.
            outOfMemory && _plan.MemoryBytes is { } limit ? Math.Max(limit, peak ?? 0) : peak,
            Usage?.CpuSeconds);
    }
}
