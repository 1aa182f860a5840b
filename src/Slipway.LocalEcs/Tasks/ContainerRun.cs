using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>One container's part in the life of its ECS task: waits for others, starts, is watched, ends.</summary>
internal sealed class ContainerRun(TaskEngine engine, TaskRun task, ContainerSpec spec)
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ContainerExit?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ContainerExit? _end;
    private readonly TaskCompletionSource<bool> _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ContainerExit> _unstoppable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRunningContainer? _container;
    private Task? _run;
    private volatile bool _killedForMemory;
    private volatile bool _settled;

    /// <summary>The definition with its override.</summary>
    public ContainerSpec Spec => spec;

    /// <summary>Whether it has been started.</summary>
    public bool HasStarted => _started.Task.IsCompletedSuccessfully;

    /// <summary>How it ended; null while it has not, or when it was never begun.</summary>
    public ContainerExit? End => _end;

    /// <summary>What it uses, as last measured; null when unknown.</summary>
    public ContainerUsage? Usage => _container?.Usage;

    /// <summary>Whether it has been started, or never will be.</summary>
    public bool HasSettled => _settled;

    /// <summary>Whether the book says that it was started, perhaps by an earlier LocalEcs process.</summary>
    public bool WasStarted => State.LastStatus is not TaskStatuses.Pending;

    /// <summary>Whether it has begun to wait, to start or to be watched.</summary>
    public bool HasBegun => _run is not null;

    private TaskContainer State => task.Current.Containers.First(container => string.Equals(container.Name, spec.Name, StringComparison.Ordinal));

    /// <summary>Begins to wait for its dependencies and to start.</summary>
    public void Begin(ContainerPlan plan, bool resumed) => _run = RunAsync(plan, resumed);

    /// <summary>Stops it after those that depend on it; ends when it has ended.</summary>
    public async Task StopAsync()
    {
        if (_run is null)
        {
            _ended.TrySetResult(null);
            return;
        }

        // documented: containers stop in the reverse order of their dependencies.
        var dependents = task.Containers.Where(other => other.Spec.DependsOn.Any(dependency => dependency.Container == spec.Name));
        await Task.WhenAll(dependents.Select(other => other._ended.Task)).WaitAsync(task.Shutdown);
        await Task.WhenAny(_started.Task, _ended.Task).WaitAsync(task.Shutdown);
        if (_container is { } container && !_ended.Task.IsCompleted)
        {
            await StopAsync(container);
        }

        await _run.WaitAsync(task.Shutdown);
    }

    /// <summary>Ends it as the kernel ends a container that uses too much memory.</summary>
    public async Task KillForMemoryAsync()
    {
        if (_container is { Exited.IsCompleted: false } container)
        {
            _killedForMemory = true;
            await container.StopAsync(TimeSpan.Zero, task.Shutdown);
        }
    }

    private async Task StopAsync(IRunningContainer container)
    {
        try
        {
            await container.StopAsync(spec.StopTimeout, task.Shutdown);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // documented: the stopped-task error pages.
            _unstoppable.TrySetResult(new ContainerExit(null, Reason: $"CannotStopContainerError: {exception.Message}"));
        }
    }

    private async Task RunAsync(ContainerPlan plan, bool resumed)
    {
        // The caller goes on to the other containers.
        await Task.Yield();
        ContainerExit? exit = null;
        try
        {
            exit = await LiveAsync(plan, resumed);
        }
        catch (OperationCanceledException)
        {
            // Not started any more; or LocalEcs goes down and the container stays.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the runtime could not do ends this container with words for people, not LocalEcs.
            exit = new ContainerExit(null, Reason: $"CannotStartContainerError: {exception.Message}");
        }
        finally
        {
            _settled = true;
            if (!task.Shutdown.IsCancellationRequested)
            {
                Record(exit);
            }

            _healthy.TrySetResult(false);
            _end = exit;
            _ended.TrySetResult(exit);
        }
    }

    private async Task<ContainerExit?> LiveAsync(ContainerPlan plan, bool resumed)
    {
        IRunningContainer? container = null;
        if (resumed && State is { LastStatus: TaskStatuses.Stopped } ended)
        {
            if (ended.ExitCode is not null)
            {
                _started.TrySetResult();
            }

            return new ContainerExit(ended.ExitCode, Reason: ended.Reason);
        }

        if (resumed)
        {
            container = await engine.Runtime.FindAsync(plan, task.Shutdown);
            if (container is null && WasStarted)
            {
                return new ContainerExit(null, Reason: "CannotInspectContainerError: the container is gone since LocalEcs was stopped");
            }
        }

        if (container is null)
        {
            foreach (var (on, condition) in spec.DependsOn)
            {
                if (!await task.Containers.First(other => other.Spec.Name == on).ReachesAsync(condition))
                {
                    task.RequestStop(StopCodes.TaskFailedToStart, StopCodes.FailedToStartReason);
                    return new ContainerExit(null, Reason: $"Dependency not met: container {on} did not reach {condition}"); // assumed: the words
                }
            }

            task.ThrowIfStopping();
            container = await engine.Runtime.StartAsync(plan, task.Shutdown);
        }

        _container = container;
        if (container.Exited is { IsCompletedSuccessfully: true } failed && (await failed).ExitCode is null)
        {
            return await failed;
        }

        Change(state => state with { LastStatus = TaskStatuses.Running, RuntimeId = container.RuntimeId });
        if (State.HealthStatus is "HEALTHY")
        {
            _healthy.TrySetResult(true);
        }

        _settled = true;
        task.ContainerSettled();
        _started.TrySetResult();
        var watch = spec.HealthCheck is { } check ? HealthWatch.RunAsync(check, container, engine.Time, SetHealth, task.Shutdown) : Task.CompletedTask;
        var exit = await Task.WhenAny(container.Exited, _unstoppable.Task).WaitAsync(task.Shutdown);
        if (exit == container.Exited)
        {
            await watch;
        }

        return await exit;
    }

    private async Task<bool> ReachesAsync(string condition)
    {
        var reached = condition switch
        {
            "START" => StartsAsync(),
            "COMPLETE" => CompletesAsync(success: false),
            "SUCCESS" => CompletesAsync(success: true),
            "HEALTHY" => _healthy.Task,
            _ => throw new InvalidOperationException($"Unknown condition {condition}."),
        };
        try
        {
            // documented: startTimeout of a container is how long others wait for it.
            return await (spec.StartTimeout is { } timeout && condition is not "START"
                ? reached.WaitAsync(timeout, engine.Time, task.StopOrShutdown)
                : reached.WaitAsync(task.StopOrShutdown));
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> StartsAsync()
    {
        await Task.WhenAny(_started.Task, _ended.Task);
        return HasStarted;
    }

    private async Task<bool> CompletesAsync(bool success) => await _ended.Task is { ExitCode: { } code } && (!success || code == 0);

    private void Record(ContainerExit? exit)
    {
        var reason = exit switch
        {
            null => State.Reason,
            _ when _killedForMemory || exit.OutOfMemory => StopCodes.OutOfMemoryReason,
            _ => exit.Reason,
        };
        Change(state => state with
        {
            LastStatus = TaskStatuses.Stopped,
            ExitCode = _killedForMemory ? 137 : exit?.ExitCode,
            Reason = reason,
        });
        if (!spec.Essential || exit is null)
        {
            task.ContainerSettled();
            return;
        }

        // observed: a container that could not be started at all fails the start of the ECS task.
        if (exit.ExitCode is null && !HasStarted)
        {
            task.RequestStop(StopCodes.TaskFailedToStart, reason ?? StopCodes.FailedToStartReason);
        }
        else
        {
            task.RequestStop(StopCodes.EssentialContainerExited, StopCodes.EssentialContainerReason);
        }
    }

    private void Change(Func<TaskContainer, TaskContainer> change) => task.Update(current =>
    {
        var containers = current.Containers.Select(container => container.Name == spec.Name ? change(container) : container).ToList();
        return current with { Containers = containers, HealthStatus = Health(containers) };
    });

    private string Health(List<TaskContainer> containers)
    {
        // documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html, over essential containers with a check.
        var checks = task.Containers
            .Where(container => container.Spec is { Essential: true, HealthCheck: not null })
            .Select(container => containers.First(state => state.Name == container.Spec.Name).HealthStatus)
            .ToList();
        return checks.Contains("UNHEALTHY") ? "UNHEALTHY" : checks.Count > 0 && checks.All(status => status is "HEALTHY") ? "HEALTHY" : "UNKNOWN";
    }

    private void SetHealth(bool healthy)
    {
        var status = healthy ? "HEALTHY" : "UNHEALTHY";
        if (State.HealthStatus != status)
        {
            Change(state => state with { HealthStatus = status });
        }

        _healthy.TrySetResult(healthy);
    }
}
