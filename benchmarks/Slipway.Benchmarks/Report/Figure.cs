namespace Slipway.Benchmarks.Report;

/// <summary>One measured figure.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The value, as people read it.</param>
/// <param name="Target">What it must be; null for a figure that only informs.</param>
/// <param name="Holds">Whether it is what it must be; null when there is no target.</param>
/// <param name="Beside">The floor or the peer, measured in the same run; null when there is none.</param>
internal sealed record Figure(string Scenario, string What, string Measured, string? Target, bool? Holds, string? Beside)
{
    /// <summary>Whether missing the target means wrong rather than slow: then it counts in a quick run as well.</summary>
    public bool IsCorrectness { get; init; }
}
