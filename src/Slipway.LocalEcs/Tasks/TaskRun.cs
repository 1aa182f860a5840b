using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>The life of one ECS task, from PROVISIONING to STOPPED.</summary>
internal sealed class TaskRun : IDisposable
{
    private const int CpuUnitsPerCore = 1024;

    private readonly TaskEngine _engine;
    private readonly JsonObject _definition;
    private readonly bool _resumed;
    private readonly CancellationToken _shutdown;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopOrShutdown;
    private readonly IReadOnlyList<ContainerRun> _containers;
    private readonly IReadOnlyList<ContainerSpec> _specs;

    public TaskRun(TaskEngine engine, string taskId, JsonObject definition, bool resumed, CancellationToken shutdown)
    {
        _engine = engine;
        TaskId = taskId;
        _definition = definition;
        _resumed = resumed;
        _shutdown = shutdown;
        _stopOrShutdown = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, shutdown);
        var overrides = Current.Overrides.ValueKind is JsonValueKind.Object ? JsonObject.Create(Current.Overrides) : null;
        _specs = ContainerSpec.Of(definition, overrides);
        _containers = [.. _specs.Select(spec => new ContainerRun(engine, this, spec))];
    }

    /// <summary>The ECS task's id.</summary>
    public string TaskId { get; }

    /// <summary>The newest version.</summary>
    public EcsTask Current => _engine.Book.Find(TaskId)!;

    /// <summary>Whether LocalEcs itself goes down: containers stay.</summary>
    public CancellationToken Shutdown => _shutdown;

    /// <summary>Whether to start nothing more: a stop was asked, or LocalEcs goes down.</summary>
    public CancellationToken StopOrShutdown => _stopOrShutdown.Token;

    /// <summary>Its containers.</summary>
    public IReadOnlyList<ContainerRun> Containers => _containers;

    /// <summary>Tells the run that the ECS task was asked to stop.</summary>
    public void SignalStop()
    {
        _stopAsked.TrySetResult();
        try
        {
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The run has just ended by itself.
        }
    }

    /// <summary>Lives the life. Ends early, leaving the containers as they are, when LocalEcs goes down.</summary>
    public async Task RunAsync()
    {
        if (Current.DesiredStatus is TaskStatuses.Stopped)
        {
            SignalStop();
        }

        try
        {
            await StartAsync();
            await StopAsync();
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // The next LocalEcs process finds the containers again.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What goes wrong with one ECS task ends that one, in words for people, and never leaves it hanging.
            Update(task => task.IsStopped ? task : task.Abandoned(exception.Message, Now));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopOrShutdown.Dispose();
        _stop.Dispose();
    }

    /// <summary>Changes the ECS task.</summary>
    public EcsTask Update(Func<EcsTask, EcsTask> change) => _engine.Book.Update(TaskId, change)!;

    /// <summary>Asks the ECS task to stop, for a reason of its own.</summary>
    public void RequestStop(string stopCode, string reason) => _engine.Stop(TaskId, stopCode, reason, durable: false);

    /// <summary>Called by each container that has started or will never start: the last one makes the ECS task RUNNING.</summary>
    public void ContainerSettled()
    {
        if (!_containers.All(container => container.HasSettled))
        {
            return;
        }

        var becameRunning = false;
        Update(task =>
        {
            becameRunning = task.DesiredStatus is TaskStatuses.Running && task.LastStatus is TaskStatuses.Activating;
            return becameRunning ? task with { LastStatus = TaskStatuses.Running, StartedAt = Now } : task;
        });
        if (becameRunning)
        {
            ArmFaults();
        }
    }

    /// <summary>What a container uses, as last measured; null when unknown.</summary>
    public ContainerUsage? Usage(string container) => _containers.FirstOrDefault(c => c.Spec.Name == container)?.Usage;

    private DateTimeOffset Now => _engine.Time.GetUtcNow();

    private async Task StartAsync()
    {
        try
        {
            if (_resumed)
            {
                FindAgain();
            }

            await ProvisionAsync();
            var (environments, images, logs) = await PullAsync();
            if (Current.LastStatus is TaskStatuses.Pending)
            {
                Update(task => task with { LastStatus = TaskStatuses.Activating });
                await DelayAsync(_engine.Delays.Activating, StopOrShutdown);
            }

            if (Current.LastStatus is TaskStatuses.Running)
            {
                ArmFaults();
            }

            foreach (var container in _containers.Where(container => !container.HasBegun))
            {
                var name = container.Spec.Name;
                container.Begin(
                    _engine.Planner.Plan(Current, _definition, _specs, container.Spec, images.GetValueOrDefault(container.Spec.Image), environments[name], logs[name]),
                    _resumed);
            }

            // Ends with the stop signal: of the user, of an essential container, or of a fault.
            await _stopAsked.Task.WaitAsync(_shutdown);
        }
        catch (OperationCanceledException) when (!_shutdown.IsCancellationRequested)
        {
            // Asked to stop: goes on to stop.
        }
        catch (ResourceInitializationException exception)
        {
            RequestStop(StopCodes.TaskFailedToStart, $"ResourceInitializationError: {exception.Message}");
        }
        catch (ImagePullException exception)
        {
            RequestStop(StopCodes.TaskFailedToStart, $"CannotPullContainerError: {exception.Message}");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // A fault of this machine (a full disk, a folder that cannot be made) ends this ECS task with words for people, not LocalEcs.
            RequestStop(StopCodes.TaskFailedToStart, $"ResourceInitializationError: LocalEcs could not prepare the ECS task: {exception.Message}");
        }

        _shutdown.ThrowIfCancellationRequested();
    }

    /// <summary>Takes up the containers that an earlier LocalEcs process started, whether the ECS task is to go on or to stop.</summary>
    private void FindAgain()
    {
        foreach (var container in _containers.Where(container => container.WasStarted))
        {
            IReadOnlyDictionary<string, string> environment;
            try
            {
                environment = _engine.Planner.Environment(Current, container.Spec);
            }
            catch (ResourceInitializationException)
            {
                // It got its secrets when it was started; that they are gone now is no reason to lose it.
                environment = new Dictionary<string, string>(StringComparer.Ordinal);
            }

            container.Begin(_engine.Planner.Plan(Current, _definition, _specs, container.Spec, image: null, environment, OpenLog(container.Spec)), resumed: true);
        }
    }

    private IContainerLog OpenLog(ContainerSpec spec) => _engine.Logs.Open(TaskId, spec.Name, spec.Definition["logConfiguration"]?.AsObject());

    private async Task ProvisionAsync()
    {
        if (Current.LastStatus is not TaskStatuses.Provisioning)
        {
            return;
        }

        await DelayAsync(_engine.Delays.Provisioning, StopOrShutdown);
        Update(task => task with
        {
            LastStatus = TaskStatuses.Pending,
            Connectivity = "CONNECTED",
            ConnectivityAt = Now,
            Attachments = [.. task.Attachments.Select(attachment => attachment with { Status = "ATTACHED" })],
        });
    }

    private async Task<(Dictionary<string, IReadOnlyDictionary<string, string>>, Dictionary<string, PulledImage>, Dictionary<string, IContainerLog>)> PullAsync()
    {
        StopOrShutdown.ThrowIfCancellationRequested();
        var pulling = Current.LastStatus is TaskStatuses.Pending;

        // observed: Fargate fetches secrets and readies the log driver before it pulls.
        var toStart = _containers.Where(container => !container.HasBegun).ToList();
        var environments = toStart.ToDictionary(
            container => container.Spec.Name, container => _engine.Planner.Environment(Current, container.Spec), StringComparer.Ordinal);
        var logs = toStart.ToDictionary(container => container.Spec.Name, container => OpenLog(container.Spec), StringComparer.Ordinal);
        if (pulling)
        {
            Update(task => task with { PullStartedAt = task.PullStartedAt ?? Now });
            await DelayAsync(_engine.Delays.Pulling, StopOrShutdown);
        }

        var images = new Dictionary<string, PulledImage>(StringComparer.Ordinal);
        foreach (var container in toStart)
        {
            var image = container.Spec.Image;
            if (!images.ContainsKey(image))
            {
                images[image] = await PullAsync(container.Spec);
            }
        }

        if (pulling)
        {
            Update(task => task with
            {
                PullStoppedAt = Now,
                Containers = [.. task.Containers.Select(container => images.TryGetValue(container.Image, out var image) ? container with { ImageDigest = image.Digest } : container)],
            });
        }

        return (environments, images, logs);
    }

    private async Task<PulledImage> PullAsync(ContainerSpec spec)
    {
        try
        {
            if (_engine.Faults.Of(FaultKind.PullFailure, spec.Image) is { } fault)
            {
                throw new ImagePullException(
                    fault.Message ?? $"pull image manifest has been retried 5 time(s): failed to resolve ref {spec.Image}: i/o timeout");
            }

            return await _engine.Runtime.PullAsync(spec.Image, StopOrShutdown);
        }
        catch (ImagePullException exception)
        {
            // documented: the container carries the reason as well.
            Update(task => task with
            {
                Containers = [.. task.Containers.Select(container => string.Equals(container.Name, spec.Name, StringComparison.Ordinal)
                    ? container with { Reason = $"CannotPullContainerError: {exception.Message}" }
                    : container)],
            });
            throw;
        }
    }

    private async Task StopAsync()
    {
        if (_containers.Any(container => container.HasStarted || container.WasStarted))
        {
            Step(TaskStatuses.Deactivating);
            await DelayAsync(_engine.Delays.Deactivating, _shutdown);
            Step(TaskStatuses.Stopping);
            await Task.WhenAll(_containers.Select(container => container.StopAsync()));
        }
        else
        {
            // Whatever was about to start has been told to stop; nothing may start after this.
            await Task.WhenAll(_containers.Select(container => container.StopAsync()));
        }

        _shutdown.ThrowIfCancellationRequested();

        // observed: an ECS task that never ran goes straight to DEPROVISIONING.
        Update(task => task.LastStatus is TaskStatuses.Deprovisioning
            ? task
            : task with { LastStatus = TaskStatuses.Deprovisioning, ExecutionStoppedAt = Now, Containers = Ended(task.Containers) });
        await DelayAsync(_engine.Delays.Deprovisioning, _shutdown);
        await _engine.Runtime.RemoveTaskAsync(TaskId, _shutdown);
        RecordUse();
        Update(task => task with
        {
            LastStatus = TaskStatuses.Stopped,
            StoppedAt = Now,
            Attachments = [.. task.Attachments.Select(attachment => attachment with { Status = "DELETED" })],
        });
    }

    private void RecordUse()
    {
        var task = Current;
        var used = _containers.Where(container => container.End is { PeakMemoryBytes: not null } or { CpuSeconds: not null }).ToList();
        if (used.Count == 0 || _engine.Clusters.Find(task.Cluster) is not { ContainerInsights: true })
        {
            return;
        }

        var seconds = (task.ExecutionStoppedAt - task.StartedAt)?.TotalSeconds;
        _engine.Insights.Record(new InsightsTask
        {
            Cluster = task.Cluster,
            TaskId = TaskId,
            Family = task.Family,
            Revision = int.Parse(task.TaskDefinitionArn[(task.TaskDefinitionArn.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture),
            AvailabilityZone = task.AvailabilityZone,
            CpuUnits = long.Parse(task.Cpu, CultureInfo.InvariantCulture),
            MemoryMebibytes = long.Parse(task.Memory, CultureInfo.InvariantCulture),
            CreatedAt = task.CreatedAt,
            StartedAt = task.StartedAt,
            Containers = [.. used.Select(container => new InsightsContainer(
                container.Spec.Name,
                container.Spec.Image,
                container.Spec.Definition.Integer("cpu"),
                container.Spec.Definition.Integer("memory"),
                container.End!.PeakMemoryBytes,
                container.End.CpuSeconds is { } cpu && seconds > 0 ? cpu / seconds * CpuUnitsPerCore : null))],
        });
    }

    private static IReadOnlyList<TaskContainer> Ended(IReadOnlyList<TaskContainer> containers) =>
        [.. containers.Select(container => container with { LastStatus = TaskStatuses.Stopped })];

    private void Step(string status) => Update(task => task.LastStatus == status ? task : task with { LastStatus = status });

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, _engine.Time, cancellationToken) : Task.CompletedTask;

    private void ArmFaults()
    {
        // documented: only ECS tasks on Spot capacity are interrupted.
        if (Current.CapacityProviderName is "FARGATE_SPOT" && _engine.Faults.Of(FaultKind.SpotInterruption, Current.Family) is { } spot)
        {
            _ = AfterAsync(spot.After, () => RequestStop(StopCodes.SpotInterruption, StopCodes.SpotReason));
        }

        if (_engine.Faults.Of(FaultKind.OutOfMemory, Current.Family) is { } memory)
        {
            var victim = _containers.First(container => container.Spec.Essential);
            _ = AfterAsync(memory.After, () => _ = victim.KillForMemoryAsync());
        }
    }

    private async Task AfterAsync(TimeSpan delay, Action act)
    {
        try
        {
            await DelayAsync(delay, StopOrShutdown);
            act();
        }
        catch (OperationCanceledException)
        {
            // The ECS task ended first.
        }
    }
}
