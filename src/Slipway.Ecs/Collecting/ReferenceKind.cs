namespace Slipway.Ecs.Collecting;

/// <summary>Who needs a revision.</summary>
public enum ReferenceKind
{
    /// <summary>A deployment runs it.</summary>
    Deployment,

    /// <summary>A schedule will run it.</summary>
    Schedule,

    /// <summary>A launch that goes on, or whose fate is not known yet.</summary>
    ActiveLaunch,

    /// <summary>A release that can still be rolled back to.</summary>
    RollbackWindow,

    /// <summary>An ECS task that runs it.</summary>
    EcsTask,

    /// <summary>An ECS service that starts it.</summary>
    EcsService,
}
