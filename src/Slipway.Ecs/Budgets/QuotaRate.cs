namespace Slipway.Ecs.Budgets;

/// <summary>What a token bucket allows.</summary>
/// <param name="Burst">Calls at once after a pause; at least 1.</param>
/// <param name="PerSecond">Calls a second for as long as one likes; above 0.</param>
public sealed record QuotaRate(double Burst, double PerSecond);
