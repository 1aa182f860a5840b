using Slipway.Aws;

namespace Slipway.Ecs.Budgets;

/// <summary>
/// The request budgets of one account in one region: a token bucket per group of operations at AWS's published rates, slowed down when AWS
/// throttles all the same (other programs use the account too). Everything that calls AWS for an environment shares one instance.
/// </summary>
public sealed class QuotaBudgets : IDisposable
{
    /// <summary>
    /// The share of AWS's burst that is used; it is also how many calls may be in flight at once. The rest is left to other programs of the account, which
    /// begin with a full bucket too.
    /// </summary>
    internal const double BurstShare = 0.8;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly Dictionary<QuotaGroup, TokenBucket> _buckets;
    private long _throttled;

    /// <summary>Makes the budgets of an account in a region.</summary>
    /// <param name="time">The clock that the buckets fill by.</param>
    /// <param name="rates">What the account was granted; null means <see cref="QuotaRates.Published"/>.</param>
    public QuotaBudgets(TimeProvider time, QuotaRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        rates ??= QuotaRates.Published;
        _buckets = Enum.GetValues<QuotaGroup>().ToDictionary(
            group => group,
            group => new TokenBucket(rates[group] with { Burst = Math.Max(1, rates[group].Burst * BurstShare) }, time));
    }

    /// <summary>How many throttling answers were waited out since the start.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>How many calls wait for a token of a group.</summary>
    public int Waiting(QuotaGroup group) => _buckets[group].Waiting;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in _buckets.Values)
            bucket.Dispose();
    }

    /// <summary>
    /// Calls AWS inside the budget. A throttling answer slows the buckets down and is tried again until <paramref name="cancellationToken"/>
    /// ends it: it never reaches the caller.
    /// </summary>
    /// <param name="groups">The budgets that the call takes from.</param>
    /// <param name="priority">Who goes first when a budget is short.</param>
    /// <param name="call">The call; made again after throttling.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="untilFateUnknown">
    /// Whether a throttling answer does reach the caller when an earlier try of the same call was lost on the way: it must know before it is told of later answers.
    /// </param>
    internal async Task<T> CallAsync<T>(
        IReadOnlyList<QuotaGroup> groups,
        BudgetPriority priority,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        bool untilFateUnknown = false)
    {
        var again = false;
        for (var backOff = FirstBackOff; ; backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff)
        {
            var occupied = 0;
            var spent = false;
            try
            {
                foreach (var group in groups)
                {
                    await _buckets[group].AcquireAsync(priority, cancellationToken, again);
                    occupied++;
                }

                spent = true;
                return await call(cancellationToken);
            }
            catch (AwsThrottlingException exception) when (!IsStandingLimit(exception))
            {
                spent = false;
                Interlocked.Increment(ref _throttled);
                foreach (var group in groups)
                    _buckets[group].Throttled();
                if (untilFateUnknown && exception.FateUnknown)
                    throw;
            }
            finally
            {
                foreach (var group in groups.Take(occupied))
                    _buckets[group].Land(spent);
            }

            again = true;
            await Task.Delay(backOff * (0.5 + (Random.Shared.NextDouble() / 2)), _time, cancellationToken);
        }
    }

    // "You've reached the limit on the number of vCPUs you can run concurrently" comes as a throttling error too, and no rate helps against it.
    private static bool IsStandingLimit(AwsThrottlingException exception) =>
        exception.Error.Reason.Contains("limit on the number of", StringComparison.OrdinalIgnoreCase);
}
