namespace Slipway.Core.Flows;

/// <summary>What follows a failed attempt.</summary>
/// <param name="Again">Whether there is another attempt.</param>
/// <param name="Delay">The wait before it, counted from the failure.</param>
/// <param name="Reason">Why, in words for people.</param>
public sealed record RetryDecision(bool Again, TimeSpan Delay, string Reason);
