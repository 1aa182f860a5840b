using Slipway.Ecs.Budgets;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Budgets;

public sealed class TokenBucketTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_burst_is_free_and_the_rest_comes_at_the_sustained_rate()
    {
        using var bucket = new TokenBucket(new QuotaRate(10, 5), _clock);
        var times = SimulatedTime.Run(_clock, async () =>
        {
            var taken = new List<TimeSpan>();
            for (var i = 0; i < 20; i++)
            {
                await bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
                taken.Add(_clock.Elapsed);
            }

            return taken;
        });
        Assert.All(times.Take(10), time => Assert.Equal(TimeSpan.Zero, time));
        Assert.InRange(times[^1], TimeSpan.FromSeconds(1.99), TimeSpan.FromSeconds(2.02));
    }

    [Fact]
    public void Launches_go_before_housekeeping_and_each_in_order()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 1), _clock);
        var order = new List<string>();
        SimulatedTime.Run(_clock, async () =>
        {
            await bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation);
            await Task.WhenAll(
                TakeAsync(BudgetPriority.Housekeeping, "h1"),
                TakeAsync(BudgetPriority.Housekeeping, "h2"),
                TakeAsync(BudgetPriority.Launch, "l1"),
                TakeAsync(BudgetPriority.Launch, "l2"));
        });
        Assert.Equal(["l1", "l2", "h1", "h2"], order);

        async Task TakeAsync(BudgetPriority priority, string name)
        {
            await bucket.AcquireAsync(priority, Cancellation);
            order.Add(name);
        }
    }

    [Fact]
    public void Who_gives_up_leaves_the_line_and_costs_nothing()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 1), _clock);
        var at = SimulatedTime.Run(_clock, async () =>
        {
            await bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(0.5), _clock);
            var first = bucket.AcquireAsync(BudgetPriority.Launch, impatient.Token);
            var second = bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            Assert.Equal(1, bucket.Waiting);
            await second;
            return _clock.Elapsed;
        });
        Assert.InRange(at, TimeSpan.FromSeconds(0.999), TimeSpan.FromSeconds(1.01));
    }

    [Fact]
    public void Nobody_is_woken_for_nothing()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 1), _clock);
        SimulatedTime.Run(_clock, () => bucket.AcquireAsync(BudgetPriority.Launch, Cancellation));
        Assert.Equal(0, _clock.ArmedTimers);
        _ = bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
        Assert.Equal(1, _clock.ArmedTimers);
        Assert.InRange(_clock.UntilNextTimer!.Value, TimeSpan.FromSeconds(0.999), TimeSpan.FromSeconds(1.001));
    }

    [Fact]
    public void Throttling_slows_it_once_per_overload_and_it_recovers()
    {
        using var bucket = new TokenBucket(new QuotaRate(10, 20), _clock);
        for (var i = 0; i < 10; i++)
            bucket.Throttled();
        Assert.Equal(20 * TokenBucket.SlowDown, bucket.Rate, 6);

        _clock.Advance(TokenBucket.OneOverload);
        bucket.Throttled();
        Assert.InRange(bucket.Rate, 20 * TokenBucket.SlowDown * TokenBucket.SlowDown, 20 * TokenBucket.SlowDown);
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TokenBucket.OneOverload);
            bucket.Throttled();
        }

        Assert.True(bucket.Rate >= 20 * TokenBucket.LowestShare);
        _clock.Advance(TokenBucket.Recovery);
        Assert.Equal(20, bucket.Rate, 6);
    }
}
