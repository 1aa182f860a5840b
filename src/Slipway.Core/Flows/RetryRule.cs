using Slipway.Core.Launches;

namespace Slipway.Core.Flows;

/// <summary>
/// Decides what follows a failed attempt: a pure function of all failures so far. Infrastructure failures that may pass are retried at nobody's cost, up
/// to <see cref="InfrastructureRetries"/> times; the author's own retries pay for the classes that the task names.
/// </summary>
public static class RetryRule
{
    /// <summary>How many retries after infrastructure failures a task run has, besides the author's.</summary>
    public const int InfrastructureRetries = 5;

    private static readonly TimeSpan InfrastructureDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestInfrastructureDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromHours(1);

    /// <summary>Decides.</summary>
    /// <param name="retries">What the author says; null means no retries.</param>
    /// <param name="failures">The failures of all attempts so far, in order; at least one.</param>
    /// <param name="chance">A number from 0 to 1 for the jitter.</param>
    public static RetryDecision After(TaskRetries? retries, IReadOnlyList<AttemptFailure> failures, double chance)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (failures.Count == 0)
            throw new ArgumentException("A decision follows at least one failure.", nameof(failures));
        var (free, paid) = Spent(retries, failures.Take(failures.Count - 1));
        var last = failures[^1];
        if (last.Class == FailureClass.Cancelled)
            return new RetryDecision(false, TimeSpan.Zero, "it was stopped on request");
        if (IsFree(last, free))
        {
            var wait = Longer(InfrastructureDelay, 2, free, LongestInfrastructureDelay);
            return new RetryDecision(true, wait, $"{FailureClassName.Of(last.Class)} is not the task's fault: try {free + 1} of {InfrastructureRetries} that cost it no retry");
        }

        var count = retries?.Count ?? 0;
        if (!Pays(retries, last.Class))
        {
            return new RetryDecision(false, TimeSpan.Zero, last.MayPass
                ? $"{FailureClassName.Of(last.Class)} came {InfrastructureRetries + 1} times"
                : $"{FailureClassName.Of(last.Class)} is not among the failures that it retries");
        }

        if (paid >= count)
            return new RetryDecision(false, TimeSpan.Zero, count == 0 ? "it has no retries" : $"all {count} retries are used");
        var delay = Longer(retries!.Delay ?? TimeSpan.Zero, retries.Backoff ?? 1, paid, retries.MaxDelay ?? DefaultMaxDelay);
        delay += delay * ((retries.Jitter ?? 0) * Math.Clamp(chance, 0, 1));
        return new RetryDecision(true, delay, $"retry {paid + 1} of {count}");
    }

    private static (int Free, int Paid) Spent(TaskRetries? retries, IEnumerable<AttemptFailure> failures)
    {
        var (free, paid) = (0, 0);
        foreach (var failure in failures)
        {
            if (IsFree(failure, free))
                free++;
            else if (Pays(retries, failure.Class))
                paid++;
        }

        return (free, paid);
    }

    private static bool IsFree(AttemptFailure failure, int free) => failure.MayPass && free < InfrastructureRetries;

    private static bool Pays(TaskRetries? retries, FailureClass failure) => (retries?.On ?? TaskRetries.DefaultOn).Contains(failure);

    private static TimeSpan Longer(TimeSpan first, double factor, int times, TimeSpan longest)
    {
        var seconds = first.TotalSeconds * Math.Pow(factor, times);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }
}
