namespace Slipway;

/// <summary>
/// Marks a method as a task: inside a flow run each call of it is a task run with states, retries, a recorded result and its place in the graph.
/// Outside a run it is a plain call.
/// </summary>
/// <param name="name">The task's name. Default: the method's name without <c>Async</c>, in kebab case.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TaskAttribute(string? name = null) : Attribute
{
    /// <summary>The task's name, or null for the one from the method.</summary>
    public string? Name { get; } = name;

    /// <summary>The version that is part of a recorded result's key. Default: a hash of the method's source without white space and comments.</summary>
    public string? Version { get; set; }

    /// <summary>How often a failed call is tried again. Default: 0.</summary>
    public int Retries { get; set; }

    /// <summary>The wait before the first retry, in seconds. Default: 0.</summary>
    public double RetryDelaySeconds { get; set; }

    /// <summary>The wait before each retry, in seconds; the last one repeats. Instead of <see cref="RetryDelaySeconds"/> and <see cref="RetryBackoff"/>.</summary>
    public double[] RetryDelays { get; set; } = [];

    /// <summary>What each wait is multiplied by to give the next. Default: 1, the same wait each time.</summary>
    public double RetryBackoff { get; set; } = 1;

    /// <summary>The longest wait, in seconds. Default: one hour.</summary>
    public double RetryMaxDelaySeconds { get; set; } = 3600;

    /// <summary>How much a wait may be longer at random, as a fraction of it: 0.5 makes 10 s up to 15 s. Default: 0.</summary>
    public double RetryJitter { get; set; }

    /// <summary>The exception types that are retried, with those derived from them. Default: all but cancellation.</summary>
    public Type[] RetryOn { get; set; } = [];

    /// <summary>The exception types that are never retried, with those derived from them. Default: none.</summary>
    public Type[] NeverRetryOn { get; set; } = [];

    /// <summary>The name of a static method of the same type, <c>bool Name(Exception)</c>, that says whether a failure is retried.</summary>
    public string? RetryWhen { get; set; }

    /// <summary>The longest that one attempt may take, in seconds: its token is cancelled then. Default: no limit.</summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>Whether results are re-used between flow runs. Default: <see cref="CachePolicy.None"/>.</summary>
    public CachePolicy Cache { get; set; }

    /// <summary>How long a cached result is good for, in seconds. Default: without end.</summary>
    public double CacheExpirySeconds { get; set; }

    /// <summary>Whether a result is recorded, so that a resumed run returns it instead of running again. Default: true.</summary>
    public bool Persist { get; set; } = true;

    /// <summary>Named slots that a running attempt holds one of each; how many there are is a setting of the run. Default: none.</summary>
    public string[] Slots { get; set; } = [];

    /// <summary>The name of each task run, with parameters in braces: <c>"clean {chunk}"</c>. Default: the task's name.</summary>
    public string? RunName { get; set; }

    /// <summary>Words to find it by.</summary>
    public string[] Tags { get; set; } = [];
}
