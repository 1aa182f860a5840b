namespace Slipway.Aws.Ecs;

/// <summary>How container instances are chosen (EC2 only).</summary>
public sealed record PlacementStrategy
{
    /// <summary><c>random</c>, <c>spread</c> or <c>binpack</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The attribute to spread over or pack by.</summary>
    public string? Field { get; init; }
}
