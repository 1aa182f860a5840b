namespace Slipway.Ecs.Definitions;

/// <summary>One place to run: a capacity provider, or a launch type.</summary>
/// <param name="Name"><c>FARGATE</c>, <c>FARGATE_SPOT</c>, or the name of a capacity provider of the cluster.</param>
public sealed record CapacityChoice(string Name)
{
    /// <summary>Fargate at the ordinary price.</summary>
    public static CapacityChoice Fargate { get; } = new("FARGATE");

    /// <summary>Fargate Spot: cheaper, and ended at two minutes' notice.</summary>
    public static CapacityChoice FargateSpot { get; } = new("FARGATE_SPOT");
}
