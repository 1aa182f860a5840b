namespace Slipway.Ecs.Budgets;

/// <summary>
/// AWS's published rates per account and region. Sources: "Request throttling for the Amazon ECS API" (Amazon ECS API Reference),
/// "AWS Fargate throttling quotas" (Amazon ECS Developer Guide) and "CloudWatch Logs quotas" (CloudWatch Logs User Guide).
/// Where regions differ, the lowest is the default; <see cref="With"/> sets what an account was granted.
/// </summary>
public sealed class QuotaRates
{
    private readonly Dictionary<QuotaGroup, QuotaRate> _rates;

    private QuotaRates(Dictionary<QuotaGroup, QuotaRate> rates) => _rates = rates;

    /// <summary>The published rates.</summary>
    public static QuotaRates Published { get; } = new(new Dictionary<QuotaGroup, QuotaRate>
    {
        [QuotaGroup.DefinitionWrites] = new(20, 1),
        [QuotaGroup.DefinitionDeletes] = new(5, 1),
        [QuotaGroup.DefinitionReads] = new(50, 20),
        [QuotaGroup.TaskActions] = new(100, 40),
        [QuotaGroup.TaskReads] = new(100, 20),
        [QuotaGroup.Tagging] = new(20, 10),
        [QuotaGroup.FargateRunTask] = new(20, 20),
        [QuotaGroup.FargateOnDemandLaunches] = new(100, 20),
        [QuotaGroup.FargateSpotLaunches] = new(100, 20),
        [QuotaGroup.LogEventReads] = new(10, 10),
        [QuotaGroup.LogEventSearches] = new(5, 5),
        [QuotaGroup.LogDescribes] = new(5, 5),
    });

    /// <summary>The rate of a group.</summary>
    public QuotaRate this[QuotaGroup group] => _rates[group];

    /// <summary>These rates with one of them changed, for an account whose quota was raised or a region that allows more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The burst is below 1 or the rate is not above 0.</exception>
    public QuotaRates With(QuotaGroup group, QuotaRate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentOutOfRangeException.ThrowIfLessThan(rate.Burst, 1, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate.PerSecond, nameof(rate));
        return new QuotaRates(new Dictionary<QuotaGroup, QuotaRate>(_rates) { [group] = rate });
    }
}
