namespace Slipway.LocalEcs.Protocol;

/// <summary>How often an operation was called, and how the calls ended.</summary>
/// <param name="Calls">All calls.</param>
/// <param name="Answered">Calls that took effect and were answered.</param>
/// <param name="Throttled">Calls refused for their rate.</param>
/// <param name="Refused">Calls refused with another error.</param>
/// <param name="Aborted">Calls whose connection a fault ended.</param>
public sealed record CallCount(long Calls, long Answered, long Throttled, long Refused, long Aborted);
