namespace Slipway.Ecs.Launching;

/// <summary>What became of a launch.</summary>
public enum LaunchOutcome
{
    /// <summary>
    /// The main container ended with exit code 0, and so did every other essential one that ended by itself. (ECS ends the others when the first one has ended:
    /// their 137 or 143 is no failure.)
    /// </summary>
    Succeeded,

    /// <summary>It ran, and failed.</summary>
    Failed,

    /// <summary>No container of it ever ran: refused, no capacity, image not pulled.</summary>
    NeverStarted,

    /// <summary>It was stopped on request.</summary>
    Cancelled,

    /// <summary>It was stopped because it ran too long.</summary>
    TimedOut,

    /// <summary>What became of it can't be found out any more.</summary>
    Lost,
}
