namespace Slipway.Ecs.Observing;

/// <summary>When a watched ECS task wants to be looked at next. Pure.</summary>
internal static class SweepPlan
{
    /// <summary>For how long after a change the next one is expected soon.</summary>
    internal static readonly TimeSpan Young = TimeSpan.FromSeconds(15);

    /// <summary>From when on a start is no longer expected to end at any moment.</summary>
    internal static readonly TimeSpan SlowStart = TimeSpan.FromMinutes(2);

    private const int SlowStartFactor = 3;
    private const int YoungWithFeedFactor = 10;

    /// <summary>How long after the last look the next one is due.</summary>
    /// <param name="status">The state seen last; null before the first look.</param>
    /// <param name="sinceChange">How long it has been in that state.</param>
    /// <param name="feedHealthy">Whether events bring the news.</param>
    /// <param name="options">The observer's settings.</param>
    internal static TimeSpan Interval(string? status, TimeSpan sinceChange, bool feedHealthy, ObserverOptions options)
    {
        var steady = status == EcsTaskStatus.Running && sinceChange >= Young;
        if (feedHealthy)
            return steady || options.Fast * YoungWithFeedFactor > options.WithFeed ? options.WithFeed : options.Fast * YoungWithFeedFactor;
        if (steady)
            return options.Steady;
        return sinceChange >= SlowStart ? options.Fast * SlowStartFactor : options.Fast;
    }
}
