namespace Slipway.Ecs.Registration;

/// <summary>Whether a launch goes on, as far as somebody knows.</summary>
public enum LaunchStanding
{
    /// <summary>Nobody here knows the launch.</summary>
    Unknown,

    /// <summary>It goes on: what it uses stays.</summary>
    Active,

    /// <summary>It has ended.</summary>
    Ended,
}
