using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Observing;

/// <summary>
/// Watches ECS tasks for everyone in this process: one sweep per cluster that describes up to 100 of them per call, more often the ones that are
/// about to change. News from an event feed come in by <see cref="Tell"/>; the sweep then slows down, and never ends.
/// </summary>
public sealed class EcsTaskObserver : IAsyncDisposable
{
    private readonly IEcsTasks _tasks;
    private readonly TimeProvider _time;
    private readonly ObserverOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClusterSweep> _sweeps = [];
    private bool _disposed;

    /// <summary>Makes an observer.</summary>
    /// <param name="tasks">ECS, inside the account's budgets.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How closely to look; null means the defaults.</param>
    public EcsTaskObserver(IEcsTasks tasks, TimeProvider time, ObserverOptions? options = null)
    {
        _tasks = tasks;
        _time = time;
        _options = options ?? new ObserverOptions();
        Health = new FeedHealth(time);
    }

    internal FeedHealth Health { get; }

    /// <summary>How many DescribeTasks calls were made since the start.</summary>
    public long Looks => Sweeps().Sum(sweep => sweep.Looks);

    /// <summary>How many ECS tasks are watched now.</summary>
    public int Watched => Sweeps().Sum(sweep => sweep.Count);

    /// <summary>Watches an ECS task until it is STOPPED or lost.</summary>
    /// <param name="cluster">The cluster's name or ARN.</param>
    /// <param name="taskArn">The ECS task.</param>
    /// <param name="knownAt">When ECS last knew of it: when it was started, or last described. Decides when it counts as lost.</param>
    /// <param name="first">What ECS said of it already, such as RunTask's answer; null when nothing.</param>
    public TaskWatch Watch(string cluster, string taskArn, DateTimeOffset knownAt, EcsTask? first = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(cluster);
        ArgumentException.ThrowIfNullOrEmpty(taskArn);
        return SweepOf(cluster).Watch(taskArn, knownAt, first);
    }

    /// <summary>Takes in an event about an ECS task, from the feed. What nobody watches is ignored.</summary>
    public void Tell(EcsTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Health.Event(task.TaskArn, task.Version);
        foreach (var sweep in Sweeps())
            sweep.Tell(task);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<ClusterSweep> sweeps;
        lock (_gate)
        {
            _disposed = true;
            sweeps = [.. _sweeps.Values];
        }

        foreach (var sweep in sweeps)
            await sweep.DisposeAsync();
    }

    private ClusterSweep SweepOf(string cluster)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_sweeps.TryGetValue(cluster, out var sweep))
                _sweeps.Add(cluster, sweep = new ClusterSweep(cluster, _tasks, _time, _options, Health));
            return sweep;
        }
    }

    private List<ClusterSweep> Sweeps()
    {
        lock (_gate)
            return [.. _sweeps.Values];
    }
}
