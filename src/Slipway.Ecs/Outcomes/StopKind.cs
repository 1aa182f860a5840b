namespace Slipway.Ecs.Outcomes;

/// <summary>Why Slipway asked ECS to stop an ECS task.</summary>
public enum StopKind
{
    /// <summary>Somebody asked for it.</summary>
    Requested,

    /// <summary>It ran longer than its time-out.</summary>
    TimedOut,
}
