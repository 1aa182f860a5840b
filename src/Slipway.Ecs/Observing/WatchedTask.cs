using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Observing;

/// <summary>What an observer remembers of an ECS task that somebody watches. Guarded by the observer's lock.</summary>
internal sealed class WatchedTask(string cluster, string arn, DateTimeOffset knownAt, long watchedAt)
{
    internal string Cluster => cluster;

    internal string Arn => arn;

    internal List<TaskWatch> Watches { get; } = [];

    /// <summary>The newest version seen; before its end without what only the end is judged by, which is most of it, times thousands.</summary>
    internal EcsTask? Last { get; private set; }

    /// <summary>When ECS last knew of it, by the wall clock: the launcher's own knowledge counts.</summary>
    internal DateTimeOffset KnownAt { get; private set; } = knownAt;

    /// <summary>Since when ECS says that it is MISSING, by timestamp.</summary>
    internal long? MissingSince { get; private set; }

    /// <summary>When it was last looked at, or first watched, by timestamp.</summary>
    internal long LookedAt { get; set; } = watchedAt;

    /// <summary>When its state last changed, by timestamp.</summary>
    internal long ChangedAt { get; private set; } = watchedAt;

    internal bool Finished => Last?.LastStatus == EcsTaskStatus.Stopped;

    /// <summary>Takes in what ECS says of it; false when it is no newer than what was seen.</summary>
    internal bool See(EcsTask task, DateTimeOffset now, long timestamp)
    {
        KnownAt = now;
        MissingSince = null;
        if (!IsNewer(task))
            return false;

        if (Last?.LastStatus != task.LastStatus)
            ChangedAt = timestamp;
        Last = task.LastStatus == EcsTaskStatus.Stopped ? task : task with { Attachments = null, Attributes = null, Overrides = null, Tags = [] };
        return true;
    }

    internal void Miss(long timestamp) => MissingSince ??= timestamp;

    private bool IsNewer(EcsTask task)
    {
        if (Last is not { } last)
            return true;
        if (task.Version is { } version && last.Version is { } before)
            return version > before;

        // Without versions (other implementations of the API), the way that states go is the order.
        return EcsTaskStatus.Rank(task.LastStatus) > EcsTaskStatus.Rank(last.LastStatus);
    }
}
