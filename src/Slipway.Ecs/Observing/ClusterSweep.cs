using System.Diagnostics;
using Slipway.Aws;
using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Observing;

/// <summary>Looks at the watched ECS tasks of one cluster, a hundred per call, the most overdue first.</summary>
internal sealed class ClusterSweep : IAsyncDisposable
{
    // DescribeTasks takes at most 100 (ECS API Reference).
    private const int BatchSize = 100;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    private readonly string _cluster;
    private readonly IEcsTasks _tasks;
    private readonly TimeProvider _time;
    private readonly ObserverOptions _options;
    private readonly FeedHealth _health;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedTask> _watched = [];
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _changed = new();
    private Task? _loop;
    private long _looks;

    internal ClusterSweep(string cluster, IEcsTasks tasks, TimeProvider time, ObserverOptions options, FeedHealth health)
    {
        _cluster = cluster;
        _tasks = tasks;
        _time = time;
        _options = options;
        _health = health;
    }

    internal long Looks => Interlocked.Read(ref _looks);

    internal int Count
    {
        get
        {
            lock (_gate)
                return _watched.Count;
        }
    }

    internal TaskWatch Watch(string arn, DateTimeOffset knownAt, EcsTask? first)
    {
        TaskCompletionSource changed;
        TaskWatch watch;
        lock (_gate)
        {
            if (!_watched.TryGetValue(arn, out var watched))
                _watched.Add(arn, watched = new WatchedTask(_cluster, arn, knownAt, _time.GetTimestamp()));

            watch = new TaskWatch(watched, Unwatch);
            watched.Watches.Add(watch);
            if (watched.Last is { } last)
                watch.Deliver(new TaskSighting(last));
            if (first is not null)
                See(watched, first);

            _loop ??= LoopAsync(_end.Token);
            changed = _changed;
        }

        // It wakes the loop on this thread, so not under the lock.
        changed.TrySetResult();
        return watch;
    }

    internal void Tell(EcsTask task)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(task.TaskArn, out var watched))
                See(watched, task);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _end.Cancel();
        if (_loop is { } loop)
            await loop;
        _end.Dispose();
    }

    private void Unwatch(TaskWatch watch)
    {
        lock (_gate)
        {
            var watched = watch.Watched;
            if (watched.Watches.Remove(watch) && watched.Watches.Count == 0)
                Drop(watched);
        }
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        // The first caller must not wait for the first look.
        await Task.Yield();
        var spacing = TimeSpan.FromSeconds(1 / _options.MaxCallsPerSecond);
        var backOff = FirstBackOff;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (batch, wait, changed) = Next();
                if (batch.Count == 0)
                {
                    await Signals.WaitAsync(changed, wait, _time, cancellationToken);
                    continue;
                }

                try
                {
                    await LookAsync(batch, cancellationToken);
                    backOff = FirstBackOff;
                }
                catch (AwsException exception) when (IsPassing(exception))
                {
                    await Task.Delay(backOff, _time, cancellationToken);
                    backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
                    continue;
                }

                await Task.Delay(spacing, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            FailAll(new OperationCanceledException("The observer was closed.", cancellationToken));
        }
#pragma warning disable CA1031 // Whatever ends the sweep must reach those who wait for it: they would wait for ever.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FailAll(exception);
        }
    }

    /// <summary>The ECS tasks to look at now, or how long there is nothing to look at.</summary>
    private (List<WatchedTask> Batch, TimeSpan? Wait, Task Changed) Next()
    {
        lock (_gate)
        {
            if (_changed.Task.IsCompleted)
                _changed = new TaskCompletionSource();

            var now = _time.GetTimestamp();
            var healthy = _health.IsHealthy;
            var byDue = _watched.Values
                .Select(watched => (Watched: watched, Due: DueIn(watched, now, healthy)))
                .OrderBy(entry => entry.Due)
                .ToList();
            if (byDue.Count == 0)
                return ([], null, _changed.Task);
            if (byDue[0].Due > TimeSpan.Zero)
                return ([], byDue[0].Due, _changed.Task);

            // A call costs the same with one ECS task as with a hundred: the next in line come along.
            return ([.. byDue.Take(BatchSize).Select(entry => entry.Watched)], null, _changed.Task);
        }
    }

    private TimeSpan DueIn(WatchedTask watched, long now, bool healthy)
    {
        var interval = SweepPlan.Interval(watched.Last?.LastStatus, _time.GetElapsedTime(watched.ChangedAt, now), healthy, _options);
        return interval - _time.GetElapsedTime(watched.LookedAt, now);
    }

    private async Task LookAsync(List<WatchedTask> batch, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        var answer = await _tasks.DescribeTasksAsync(
            new DescribeTasksRequest { Cluster = _cluster, Tasks = [.. batch.Select(watched => watched.Arn)] }, cancellationToken);
        Interlocked.Increment(ref _looks);

        lock (_gate)
        {
            foreach (var watched in batch)
                watched.LookedAt = asked;
            foreach (var task in answer.Tasks)
            {
                if (_watched.TryGetValue(task.TaskArn, out var watched) && See(watched, task))
                    _health.FoundByLooking(task.TaskArn, task.Version);
            }

            foreach (var failure in answer.Failures)
            {
                if (failure is { Arn: { } arn, Reason: "MISSING" } && Find(batch, arn) is { } watched)
                    Miss(watched);
            }
        }
    }

    // MISSING names the ARN that was asked for, or just the id when an id was.
    private static WatchedTask? Find(List<WatchedTask> batch, string arn) =>
        batch.Find(watched => watched.Arn == arn || arn.EndsWith(watched.Arn, StringComparison.Ordinal));

    private bool See(WatchedTask watched, EcsTask task)
    {
        if (!watched.See(task, _time.GetUtcNow(), _time.GetTimestamp()))
            return false;

        foreach (var watch in watched.Watches)
            watch.Deliver(new TaskSighting(watched.Last));
        if (watched.Finished)
            Drop(watched);
        return true;
    }

    private void Miss(WatchedTask watched)
    {
        var now = _time.GetTimestamp();
        watched.Miss(now);
        Debug.Assert(watched.MissingSince is not null, "Just set.");
        var unknownFor = _time.GetUtcNow() - watched.KnownAt;
        if (_time.GetElapsedTime(watched.MissingSince.Value, now) < _options.MissingPatience || unknownFor < _options.LostAfter)
            return;

        // A healthy feed still holds the last event, until its queue has been seen empty.
        if (_health.IsHealthy && !_health.DrainedSince(watched.MissingSince.Value))
            return;

        foreach (var watch in watched.Watches)
            watch.Deliver(new TaskSighting(null));
        Drop(watched);
    }

    private void Drop(WatchedTask watched)
    {
        _watched.Remove(watched.Arn);
        _health.Forget(watched.Arn);
    }

    private void FailAll(Exception exception)
    {
        List<TaskWatch> watches;
        lock (_gate)
        {
            watches = [.. _watched.Values.SelectMany(watched => watched.Watches)];
            _watched.Clear();
            _loop = null;
        }

        foreach (var watch in watches)
            watch.Fail(exception);
    }

    /// <summary>Whether looking again later may work: AWS failed, was not reached, or was in a hurry. No permission, no credentials and no cluster do not pass by themselves.</summary>
    private static bool IsPassing(AwsException exception) =>
        exception is AwsServerFaultException or AwsUnreachableException or AwsThrottlingException;
}
