using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Carries ECS tasks through their lives. Each is one asynchronous run on timers, no thread of its own.</summary>
internal sealed class TaskEngine : IAsyncDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<string, (TaskRun Run, Task Done)> _runs = new(StringComparer.Ordinal);

    /// <summary>The book that the runs write.</summary>
    public required TaskBook Book { get; init; }

    /// <summary>The clusters.</summary>
    public required ClusterStore Clusters { get; init; }

    /// <summary>The revisions.</summary>
    public required DefinitionStore Definitions { get; init; }

    /// <summary>The images and containers.</summary>
    public required IContainerRuntime Runtime { get; init; }

    /// <summary>Where the output of containers goes.</summary>
    public required IContainerLogs Logs { get; init; }

    /// <summary>Where the use of memory and CPU goes.</summary>
    public required ContainerInsights Insights { get; init; }

    /// <summary>What containers are made of.</summary>
    public required ContainerPlanner Planner { get; init; }

    /// <summary>What goes wrong.</summary>
    public required FaultInjector Faults { get; init; }

    /// <summary>The extra time of statuses.</summary>
    public required StatusDelays Delays { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The names.</summary>
    public required Arns Arns { get; init; }

    /// <summary>Starts the lives of new ECS tasks.</summary>
    public void Start(IEnumerable<EcsTask> tasks, JsonObject definition)
    {
        foreach (var task in tasks)
        {
            Start(task, definition, resumed: false);
        }
    }

    /// <summary>Goes on with the ECS tasks of an earlier LocalEcs process.</summary>
    public void Resume()
    {
        foreach (var task in Book.Unfinished)
        {
            var id = DefinitionId.Parse(task.TaskDefinitionArn, Arns);
            if (id is not null && Definitions.Find(id.Value) is { } definition)
            {
                Start(task, definition.Body, resumed: true);
            }
            else
            {
                Book.Update(task.Id, before => before.Abandoned($"The definition {before.TaskDefinitionArn} is gone.", Time.GetUtcNow()));
            }
        }
    }

    /// <summary>Asks an ECS task to stop. One that is stopping already keeps its first reason.</summary>
    /// <param name="id">The ECS task's id.</param>
    /// <param name="stopCode">One of <see cref="StopCodes"/>.</param>
    /// <param name="reason">The reason, for people.</param>
    /// <param name="durable">Whether the wish is on disk before this returns: it must be when a caller asked.</param>
    /// <returns>The ECS task after that; null when it is forgotten.</returns>
    public EcsTask? Stop(string id, string stopCode, string reason, bool durable)
    {
        var task = Book.Update(id, before => before.DesiredStatus is TaskStatuses.Stopped
            ? before
            : before with { DesiredStatus = TaskStatuses.Stopped, StopCode = stopCode, StoppedReason = reason, StoppingAt = Time.GetUtcNow() }, durable);
        if (task is not null && _runs.TryGetValue(id, out var run))
        {
            run.Run.SignalStop();
        }

        return task;
    }

    /// <summary>What a container of an ECS task uses, as last measured; null when unknown.</summary>
    public ContainerUsage? Usage(string taskId, string container) => _runs.TryGetValue(taskId, out var run) ? run.Run.Usage(container) : null;

    /// <summary>Leaves the containers running for the next LocalEcs process and ends the runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_runs.Values.Select(run => run.Done));
        _shutdown.Dispose();
    }

    private void Start(EcsTask task, JsonObject definition, bool resumed)
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        var run = new TaskRun(this, task.Id, definition, resumed, _shutdown.Token);
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
