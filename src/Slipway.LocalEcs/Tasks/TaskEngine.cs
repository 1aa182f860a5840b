using System.Collections.Concurrent;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Carries ECS tasks through their lives. Each is one asynchronous run on timers, no thread of its own.</summary>
internal sealed class TaskEngine(
    TaskBook book,
    DefinitionStore definitions,
    IContainerRuntime runtime,
    IContainerLogs logs,
    ContainerPlanner planner,
    FaultInjector faults,
    StatusDelays delays,
    TimeProvider time,
    Ecs.Arns arns) : IAsyncDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<string, (TaskRun Run, Task Done)> _runs = new(StringComparer.Ordinal);

    /// <summary>The images and containers.</summary>
    public IContainerRuntime Runtime => runtime;

    /// <summary>Where the output of containers goes.</summary>
    public IContainerLogs Logs => logs;

    /// <summary>What containers are made of.</summary>
    public ContainerPlanner Planner => planner;

    /// <summary>What goes wrong.</summary>
    public FaultInjector Faults => faults;

    /// <summary>The extra time of statuses.</summary>
    public StatusDelays Delays => delays;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The book that the runs write.</summary>
    public TaskBook Book => book;

    /// <summary>Starts the lives of new ECS tasks.</summary>
    public void Start(IEnumerable<EcsTask> tasks)
    {
        foreach (var task in tasks)
        {
            Start(task, resumed: false);
        }
    }

    /// <summary>Goes on with the ECS tasks of an earlier LocalEcs process.</summary>
    public void Resume()
    {
        foreach (var task in book.Unfinished)
        {
            Start(task, resumed: true);
        }
    }

    /// <summary>Asks an ECS task to stop. One that is stopping already keeps its first reason.</summary>
    /// <returns>The ECS task after that; null when it is forgotten.</returns>
    public EcsTask? Stop(string id, string stopCode, string reason)
    {
        var task = book.Update(id, before => before.DesiredStatus is TaskStatuses.Stopped
            ? before
            : before with { DesiredStatus = TaskStatuses.Stopped, StopCode = stopCode, StoppedReason = reason, StoppingAt = time.GetUtcNow() });
        if (task is not null && _runs.TryGetValue(id, out var run))
        {
            run.Run.SignalStop();
        }

        return task;
    }

    /// <summary>Leaves the containers running for the next LocalEcs process and ends the runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_runs.Values.Select(run => run.Done));
        _shutdown.Dispose();
    }

    private void Start(EcsTask task, bool resumed)
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        var id = DefinitionId.Parse(task.TaskDefinitionArn, arns);
        var definition = (id is null ? null : definitions.Find(id.Value)) ?? throw new InvalidOperationException($"The definition {task.TaskDefinitionArn} of {task.TaskArn} is gone.");
        var run = new TaskRun(this, task.Id, definition.Body, resumed, _shutdown.Token);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = RunAsync(run, started.Task);
        _runs[task.Id] = (run, done);
        started.SetResult();
    }

    private async Task RunAsync(TaskRun run, Task started)
    {
        await started;
        try
        {
            await run.RunAsync();
        }
        finally
        {
            _runs.TryRemove(run.TaskId, out _);
            run.Dispose();
        }
    }
}
