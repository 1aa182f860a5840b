namespace Slipway.Aws.Ecs;

/// <summary>A share of the launches for one capacity provider.</summary>
public sealed record CapacityProviderStrategyItem
{
    /// <summary><c>FARGATE</c>, <c>FARGATE_SPOT</c> or a provider's name.</summary>
    public required string CapacityProvider { get; init; }

    /// <summary>Relative share, 0 to 1000.</summary>
    public int? Weight { get; init; }

    /// <summary>How many ECS tasks go to this provider first.</summary>
    public int? Base { get; init; }
}
