namespace Slipway.Ecs.Collecting;

/// <summary>What the collector would do with a revision.</summary>
public enum PlannedAction : byte
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Make it INACTIVE.</summary>
    Deregister,

    /// <summary>Delete it, which ECS allows for INACTIVE ones.</summary>
    Delete,
}
