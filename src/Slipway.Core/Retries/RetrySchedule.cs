namespace Slipway.Core.Retries;

/// <summary>How often something is tried again, and how long each wait is.</summary>
/// <param name="Retries">How many tries may follow the first one. Default: 0.</param>
public sealed record RetrySchedule(int Retries = 0)
{
    /// <summary>No retries.</summary>
    public static RetrySchedule None { get; } = new();

    /// <summary>The wait before the first retry. Default: none.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The wait before each retry; the last one repeats. When it is not empty, <see cref="Delay"/> and <see cref="Backoff"/> say nothing.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [];

    /// <summary>What each wait is multiplied by to give the next. Default: 1.</summary>
    public double Backoff { get; init; } = 1;

    /// <summary>The longest wait, without jitter. Default: one hour.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much a wait may be longer at random, as a fraction of it. Default: 0.</summary>
    public double Jitter { get; init; }

    /// <summary>The wait before a retry.</summary>
    /// <param name="retry">Which one, from 1.</param>
    /// <param name="random">A number from 0 up to 1: which part of the jitter is added.</param>
    public TimeSpan DelayBefore(int retry, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retry, 1);
        var seconds = Delays.Count > 0
            ? Delays[Math.Min(retry, Delays.Count) - 1].TotalSeconds
            : Delay.TotalSeconds * Math.Pow(Backoff, retry - 1);
        // A power may be infinite long before the limit is looked at.
        seconds = Math.Clamp(double.IsNaN(seconds) ? 0 : seconds, 0, MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (Jitter * Math.Clamp(random, 0, 1))));
    }
}
