using Slipway.Core.Launches;

namespace Slipway.Core.Flows;

/// <summary>How often and when a failed container task is tried again. What infrastructure failures cost is not counted here.</summary>
public sealed record TaskRetries
{
    /// <summary>The most retries that a task may have.</summary>
    public const int MaxCount = 100;

    /// <summary>The failures that are retried when <see cref="On"/> says nothing: those of the container's own making.</summary>
    public static IReadOnlyList<FailureClass> DefaultOn { get; } = [FailureClass.UserCode, FailureClass.OutOfMemory, FailureClass.Timeout];

    /// <summary>How many more tries there are after the first. Default: 0.</summary>
    public int? Count { get; init; }

    /// <summary>The wait before the first retry. Default: none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What each wait is multiplied by to give the next. Default: 1.</summary>
    public double? Backoff { get; init; }

    /// <summary>The longest wait. Default: one hour.</summary>
    public TimeSpan? MaxDelay { get; init; }

    /// <summary>How much longer a wait may be at random, as a fraction of it. Default: 0.</summary>
    public double? Jitter { get; init; }

    /// <summary>
    /// The failures that are retried. Default: <see cref="DefaultOn"/>. <see cref="FailureClass.Lost"/> among them declares that running twice does no harm.
    /// </summary>
    public IReadOnlyList<FailureClass>? On { get; init; }
}
