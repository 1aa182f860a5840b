using System.Globalization;
using Slipway.LocalEcs.Runtimes.Output;
using Slipway.LocalEcs.Runtimes.Processes;
using Slipway.LocalEcs.Runtimes.Usage;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>Runs the containers of ECS tasks with podman or docker, through their command lines.</summary>
internal sealed class EngineRuntime : IContainerRuntime, IAsyncDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly ProcessExits? _exits;
    private readonly OutputFolder _output;
    private readonly TaskFolders _folders;
    private readonly EngineCli _cli;
    private readonly EngineImages _images;
    private readonly TimeProvider _time;

    /// <summary>Makes the runtime; its folders lie below <paramref name="stateDirectory"/>.</summary>
    public EngineRuntime(EngineCli cli, EngineImages images, string stateDirectory, TimeProvider time)
    {
        (_cli, _images, _time) = (cli, images, time);
        _folders = new(stateDirectory);
        _output = new(Path.Combine(stateDirectory, "output"));
        _exits = cli.Engine.IsLocal ? new() : null;
    }

    /// <inheritdoc/>
    public string Name => _cli.Engine.Name;

    /// <inheritdoc/>
    public Task<PulledImage> PullAsync(string image, CancellationToken cancellationToken) => _images.PullAsync(image, cancellationToken);

    /// <inheritdoc/>
    public async Task<IRunningContainer> StartAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        var name = RunArguments.ContainerName(plan.TaskId, plan.Name);
        // The engine calls it as one: a container that was started must be known, so nothing is cancelled half-way.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var folder = _folders.MakeContainer(plan.TaskId, plan.Name);
            var output = _output.FileOf(plan.TaskId, plan.Name);
            File.Delete(output);
            foreach (var mount in plan.Mounts.Where(mount => mount.HostPath is not null))
            {
                Directory.CreateDirectory(mount.HostPath!);
            }

            var run = RunArguments.Of(_cli.Engine, plan, folder, output);
            if (run.EnvironmentFile.Count > 0)
            {
                StateDatabase.CreateOwnedFile(RunArguments.FileIn(folder));
                await File.WriteAllLinesAsync(RunArguments.FileIn(folder), run.EnvironmentFile, CancellationToken.None);
            }

            var result = await _cli.RunAsync(run.Arguments, CancellationToken.None, run.Environment, folder);
            File.Delete(RunArguments.FileIn(folder));
            if (result.ExitCode != 0)
            {
                await RemoveContainersAsync([name], CancellationToken.None);
                throw new ContainerStartException(ContainerReasons.CannotStartFor(result.Reason));
            }

            var id = result.Output.Trim().Split('\n')[^1];
            return _cli.Engine.IsLocal
                ? WatchLocal(plan, id, folder)
                : WatchRemote(plan, await InspectedContainer.LoadAsync(_cli, id, CancellationToken.None) ?? throw new ContainerStartException(ContainerReasons.NoExitCode), folder);
        }
        catch (ContainerStartException exception)
        {
            return new EndedContainer(name, new(null, Reason: exception.Message));
        }
    }

    /// <inheritdoc/>
    public async Task<IRunningContainer?> FindAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        var name = RunArguments.ContainerName(plan.TaskId, plan.Name);
        if (await InspectedContainer.LoadAsync(_cli, name, cancellationToken) is not { } container)
        {
            return null;
        }

        if (!container.WasStarted)
        {
            // LocalEcs ended between "create" and "start": nothing has run.
            await RemoveContainersAsync([container.Id], cancellationToken);
            return null;
        }

        var folder = _folders.Container(plan.TaskId, plan.Name);
        return _cli.Engine.IsLocal ? WatchLocal(plan, container.Id, folder) : WatchRemote(plan, container, folder);
    }

    /// <inheritdoc/>
    public async Task RemoveTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        var containers = await ListAsync(["ps", "--all", "--quiet", "--no-trunc", "--filter", $"label={RunArguments.TaskLabel}={taskId}"], cancellationToken);
        await RemoveContainersAsync(containers, cancellationToken);
        var volumes = await ListAsync(["volume", "ls", "--quiet", "--filter", $"name={RunArguments.VolumePrefix(taskId)}"], cancellationToken);
        if (volumes.Count > 0)
        {
            await _cli.OutputAsync(["volume", "rm", "--force", .. volumes], cancellationToken);
        }

        _folders.Remove(taskId);
        _output.RemoveTask(taskId);
    }

    /// <summary>Stops watching. The containers run on, and <see cref="FindAsync"/> of another runtime finds them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        _exits?.Dispose();
        _output.Dispose();
    }

    /// <summary>Watches the container's own supervisor, which ends with it, and the output file of our choice.</summary>
    private EngineContainer WatchLocal(ContainerPlan plan, string id, string folder)
    {
        var supervisor = ReadPid(Path.Combine(folder, EngineContainer.SupervisorFile));
        var ended = IsOf(supervisor, id) && _exits!.WaitAsync(supervisor) is var exit && IsOf(supervisor, id) ? exit : Task.CompletedTask;
        var tail = new FileTail(_output, _output.FileOf(plan.TaskId, plan.Name), plan.Log);
        var pid = ReadPid(Path.Combine(folder, EngineContainer.PidFile));
        return new(_cli, plan, id, folder, ended.IsCompleted ? null : pid, ended, tail.RunAsync, _time, _disposed.Token);
    }

    private EngineContainer WatchRemote(ContainerPlan plan, InspectedContainer container, string folder)
    {
        var ended = container.IsRunning ? _cli.OutputAsync(["wait", container.Id], _disposed.Token) : Task.CompletedTask;
        var isHere = container.Pid > 0 && File.Exists($"/proc/{container.Pid}/cgroup")
            && File.ReadAllText($"/proc/{container.Pid}/cgroup").Contains(container.Id, StringComparison.Ordinal);
        var tail = new StreamTail(_cli, container.Id, plan.Log, _time);
        return new(_cli, plan, container.Id, folder, isHere ? container.Pid : null, ended, tail.RunAsync, _time, _disposed.Token);
    }

    private async Task RemoveContainersAsync(IReadOnlyList<string> containers, CancellationToken cancellationToken)
    {
        if (containers.Count == 0)
        {
            return;
        }

        IReadOnlyList<string> atOnce = _cli.Engine.Kind == EngineKind.Podman ? ["--time", "0"] : [];
        var result = await _cli.RunAsync(["rm", "--force", "--volumes", .. atOnce, .. containers], cancellationToken);
        if (result.ExitCode != 0 && !result.Errors.Contains("no such container", StringComparison.OrdinalIgnoreCase))
        {
            throw new LocalEcsException("LOCALECS_ENGINE_FAILED", $"{Name} cannot remove the containers {string.Join(", ", containers)}: {result.Reason}");
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await _cli.OutputAsync(arguments, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int ReadPid(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var pid) ? pid : 0;

    /// <summary>Whether a pid is the supervisor of this container still: its command line names it.</summary>
    private static bool IsOf(int pid, string id) =>
        pid > 0 && ProcessStat.Read(pid) is { IsAlive: true } && ReadCommandLine(pid).Contains(id, StringComparison.Ordinal);

    private static string ReadCommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return ""; // It has ended since.
        }
    }
}
