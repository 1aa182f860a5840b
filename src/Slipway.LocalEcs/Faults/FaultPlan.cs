namespace Slipway.LocalEcs.Faults;

/// <summary>The faults to inject. The same plan makes the same draws in the same order.</summary>
public sealed record FaultPlan
{
    /// <summary>The seed of the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The rules. For a call or an ECS task the first that strikes counts.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();
}
