namespace Slipway;

/// <summary>Whether a task's result is re-used by later flow runs.</summary>
public enum CachePolicy
{
    /// <summary>Every flow run makes its own results.</summary>
    None,

    /// <summary>Same task, task version and inputs: same result, until it expires or a run is told to refresh.</summary>
    Inputs,
}
