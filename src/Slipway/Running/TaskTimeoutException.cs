using Slipway.Core.Errors;

namespace Slipway;

/// <summary>An attempt took longer than it may (code <c>task.timed-out</c>).</summary>
public sealed class TaskTimeoutException : SlipwayException
{
    internal TaskTimeoutException(string what, TimeSpan limit, TimeSpan? grace, Exception? inner)
        : base("task.timed-out", Describe(what, limit, grace), inner)
    {
        Limit = limit;
        StillRuns = grace is not null;
    }

    /// <summary>The limit.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether the body went on although its token was cancelled. Such an attempt is not retried, since two would run at once.</summary>
    public bool StillRuns { get; }

    private static string Describe(string what, TimeSpan limit, TimeSpan? grace)
    {
        var text = $"{what} ran longer than its limit of {limit.TotalSeconds:0.###} s.";
        return grace is null
            ? text
            : $"{text} It went on for another {grace.Value.TotalSeconds:0.###} s after its CancellationToken was cancelled, so it was left behind and is not retried: pass the token on to what it calls.";
    }
}
