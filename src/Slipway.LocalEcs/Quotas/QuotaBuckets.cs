using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Quotas;

/// <summary>AWS's request rates: one token bucket per group of actions.</summary>
/// <remarks>
/// documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html (burst, then refill per second),
/// https://docs.aws.amazon.com/AmazonECS/latest/userguide/throttling.html (Fargate's RunTask rate) and
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (GetLogEvents, FilterLogEvents).
/// </remarks>
internal sealed class QuotaBuckets
{
    private static readonly (string Group, int Burst, double PerSecond, string[] Operations)[] Groups =
    [
        ("task definition writes", 20, 1, ["ecs:RegisterTaskDefinition", "ecs:DeregisterTaskDefinition"]),
        ("task definition deletion", 5, 1, ["ecs:DeleteTaskDefinitions"]),
        ("task definition reads", 50, 20, ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:ListTaskDefinitionFamilies"]),
        ("task starts and stops", 100, 40, ["ecs:RunTask", "ecs:StopTask"]),
        ("Fargate launches", 20, 20, ["ecs:RunTask"]),
        ("task reads", 100, 20, ["ecs:DescribeTasks", "ecs:ListTasks"]),
        ("resource tags", 20, 10, ["ecs:TagResource", "ecs:UntagResource"]),
        ("log reads", 10, 10, ["logs:GetLogEvents"]),
        ("log filtering", 5, 5, ["logs:FilterLogEvents"]),
    ];

    // documented: the rate of launches on Fargate, On-Demand and Spot each.
    private const int LaunchBurst = 100;
    private const double LaunchesPerSecond = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TokenBucket[]> _byOperation;
    private readonly TokenBucket _onDemandLaunches;
    private readonly TokenBucket _spotLaunches;

    public QuotaBuckets(TimeProvider time)
    {
        _onDemandLaunches = new TokenBucket(LaunchBurst, LaunchesPerSecond, time);
        _spotLaunches = new TokenBucket(LaunchBurst, LaunchesPerSecond, time);
        _byOperation = Groups
            .SelectMany(group =>
            {
                var bucket = new TokenBucket(group.Burst, group.PerSecond, time);
                return group.Operations.Select(operation => (operation, bucket));
            })
            .GroupBy(pair => pair.operation, pair => pair.bucket, StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>What AWS says to a call beyond its rate.</summary>
    public static AwsServiceException Exceeded() => new("ThrottlingException", "Rate exceeded");

    /// <summary>Takes one call from its budgets.</summary>
    /// <exception cref="AwsServiceException">A budget is empty.</exception>
    public void Take(string service, string operation)
    {
        if (_byOperation.TryGetValue($"{service}:{operation}", out var buckets))
        {
            Take(buckets, 1);
        }
    }

    /// <summary>Takes the launch of ECS tasks from the budget of their capacity.</summary>
    /// <param name="spot">Whether they run on Spot capacity, which has a budget of its own.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="AwsServiceException">The budget is empty.</exception>
    public void TakeLaunches(bool spot, int count)
    {
        if (count > 0)
        {
            Take([spot ? _spotLaunches : _onDemandLaunches], count);
        }
    }

    private void Take(TokenBucket[] buckets, int count)
    {
        lock (_lock)
        {
            if (!buckets.All(bucket => bucket.Holds(count)))
            {
                throw Exceeded();
            }

            foreach (var bucket in buckets)
            {
                bucket.Take(count);
            }
        }
    }
}
