namespace Slipway.Ecs.Logs;

/// <summary>How closely logs are followed.</summary>
public sealed record LogOptions
{
    /// <summary>How often a log that somebody watches is read when it had nothing new. Default: 2 seconds.</summary>
    public TimeSpan Watched { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a log that nobody watches is read when it had nothing new. Default: 15 seconds.</summary>
    public TimeSpan Unwatched { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long after the ECS task's stop was seen the log is still read. The awslogs driver sends what it holds every five seconds and when the container ends,
    /// and CloudWatch takes a moment to show it. Default: 6 seconds.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Logs of LocalEcs, which writes them before it reports the stop.</summary>
    public static LogOptions Local { get; } = new()
    {
        Watched = TimeSpan.FromMilliseconds(250),
        Unwatched = TimeSpan.FromSeconds(5),
        Settling = TimeSpan.FromMilliseconds(300),
    };
}
