using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>The life of one ECS task, from PROVISIONING to STOPPED.</summary>
internal sealed class TaskRun : IDisposable
{
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

    /// <summary>Ends what should not go on: a stop was asked, or LocalEcs goes down.</summary>
    public void ThrowIfStopping()
    {
        // The tokens follow a moment later: their callbacks run elsewhere.
        StopOrShutdown.ThrowIfCancellationRequested();
        if (_stopAsked.Task.IsCompleted)
        {
            throw new OperationCanceledException("The ECS task was asked to stop.");
        }
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
            TaskFaults.Arm(_engine, this);
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
            ThrowIfStopping();
            var toStart = _containers.Where(container => !container.HasBegun).ToList();
            var ready = await TaskPreparation.RunAsync(_engine, this, [.. toStart.Select(container => container.Spec)]);
            if (Current.LastStatus is TaskStatuses.Pending)
            {
                Update(task => task with { LastStatus = TaskStatuses.Activating });
                await DelayAsync(_engine.Delays.Activating, StopOrShutdown);
            }

            if (Current.LastStatus is TaskStatuses.Running)
            {
                TaskFaults.Arm(_engine, this);
            }

            ThrowIfStopping();
            foreach (var container in toStart)
            {
                var (image, environment, log) = ready[container.Spec.Name];
                container.Begin(_engine.Planner.Plan(Current, _definition, _specs, container.Spec, image, environment, log), _resumed);
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

            container.Begin(_engine.Planner.Plan(Current, _definition, _specs, container.Spec, image: null, environment, TaskPreparation.OpenLog(_engine, TaskId, container.Spec)), resumed: true);
        }
    }

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
        TaskUse.Record(_engine, Current, _containers);
        Update(task => task with
        {
            LastStatus = TaskStatuses.Stopped,
            StoppedAt = Now,
            Attachments = [.. task.Attachments.Select(attachment => attachment with { Status = "DELETED" })],
        });
    }

    private static IReadOnlyList<TaskContainer> Ended(IReadOnlyList<TaskContainer> containers) =>
        [.. containers.Select(container => container with { LastStatus = TaskStatuses.Stopped })];

    private void Step(string status) => Update(task => task.LastStatus == status ? task : task with { LastStatus = status });

    /// <summary>Waits for the extra time of a status.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, _engine.Time, cancellationToken) : Task.CompletedTask;
}
