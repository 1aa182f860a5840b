namespace Slipway.Benchmarks.Flows;

/// <summary>A task's result.</summary>
internal sealed record Sum(long Value);
