namespace Slipway.Core.Containers;

/// <summary>
/// How far another container must have come. In JSON: <c>started</c>, <c>completed</c>, <c>succeeded</c>, <c>healthy</c>.
/// </summary>
public enum DependencyCondition
{
    /// <summary>It was started (ECS: START).</summary>
    Started,

    /// <summary>It ended, with any exit code (ECS: COMPLETE).</summary>
    Completed,

    /// <summary>It ended with exit code 0 (ECS: SUCCESS).</summary>
    Succeeded,

    /// <summary>Its health check passed (ECS: HEALTHY).</summary>
    Healthy,
}
