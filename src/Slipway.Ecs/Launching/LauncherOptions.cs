namespace Slipway.Ecs.Launching;

/// <summary>How long a launcher waits for what.</summary>
public sealed record LauncherOptions
{
    /// <summary>
    /// How long after its first send a request whose fate is unknown may still be sent again. ECS keeps a client token for an hour after a short ECS task ended
    /// (RunTask, API Reference); ten minutes are kept for clocks and delays. Default: 50 minutes.
    /// </summary>
    public TimeSpan ResendFor { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>For how long after the first send ECS certainly still shows an ECS task that has stopped since. Default: 55 minutes (ECS says an hour).</summary>
    public TimeSpan VisibleFor { get; init; } = TimeSpan.FromMinutes(55);

    /// <summary>How long after the last send an ECS task of it may still be invisible to ListTasks. Default: 2 minutes.</summary>
    public TimeSpan LookUpSettling { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first pause after an answer was lost or AWS had no room; doubles. Default: 1 second.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Default: 1 minute.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long AWS may be out of reach, or out of order, before a launch that is not running yet gives up with its error. Default: 5 minutes.</summary>
    public TimeSpan OutagePatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the results of ended launches are kept in the local store. Default: 90 days.</summary>
    public TimeSpan KeepResults { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A launcher for ECS on this machine.</summary>
    public static LauncherOptions Local { get; } = new() { LookUpSettling = TimeSpan.FromSeconds(5), FirstBackOff = TimeSpan.FromMilliseconds(250), LongestBackOff = TimeSpan.FromSeconds(5) };
}
