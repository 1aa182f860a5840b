namespace Slipway.Ecs.Observing;

/// <summary>How closely ECS tasks are observed.</summary>
public sealed record ObserverOptions
{
    /// <summary>How often an ECS task is looked at while it changes: before RUNNING, just after, and while it stops. Default: 1 second.</summary>
    public TimeSpan Fast { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an ECS task is looked at while it runs. Default: 3 seconds.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often an ECS task is looked at while events bring the news anyway. Default: 1 minute.</summary>
    public TimeSpan WithFeed { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most DescribeTasks calls a second per cluster; with more ECS tasks than that covers, each is looked at less often. Default: 4.</summary>
    public double MaxCallsPerSecond { get; init; } = 4;

    /// <summary>For how long MISSING is taken for eventual consistency, whatever else is known. Default: 5 minutes.</summary>
    public TimeSpan MissingPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// For how long nothing may be known of an ECS task before it counts as lost. Default: 1 hour, the time for which ECS shows stopped ECS tasks at least
    /// (DescribeTasks, API Reference).
    /// </summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>An observer of ECS on this machine: nothing is gained by sparing it.</summary>
    public static ObserverOptions Local { get; } = new()
    {
        Fast = TimeSpan.FromMilliseconds(200),
        Steady = TimeSpan.FromMilliseconds(500),
        MaxCallsPerSecond = 20,
    };
}
