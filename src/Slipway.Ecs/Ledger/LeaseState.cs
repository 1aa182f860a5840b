namespace Slipway.Ecs.Ledger;

/// <summary>A lease as it stands in the ledger.</summary>
/// <param name="Name">What is leased.</param>
/// <param name="Fence">Grows with every holder.</param>
/// <param name="Renewal">Grows while the holder lives; one that has stood still for the lease time on the observer's own monotonic clock may be taken over.</param>
/// <param name="Holder">Who holds it; null when it is free.</param>
public sealed record LeaseState(string Name, long Fence, long Renewal, string? Holder);
