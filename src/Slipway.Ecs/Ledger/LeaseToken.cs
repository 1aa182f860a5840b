namespace Slipway.Ecs.Ledger;

/// <summary>The right to act under a lease. Every write that it covers checks the fence in the same transaction.</summary>
/// <param name="Name">What is leased: <see cref="LeaseNames"/>.</param>
/// <param name="Fence">Grows with every holder, and never falls.</param>
public readonly record struct LeaseToken(string Name, long Fence);
