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
                await TakeAsync(bucket, BudgetPriority.Launch);
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
            await TakeAsync(bucket, BudgetPriority.Housekeeping);
            await Task.WhenAll(
                NoteAsync(BudgetPriority.Housekeeping, "h1"),
                NoteAsync(BudgetPriority.Housekeeping, "h2"),
                NoteAsync(BudgetPriority.Launch, "l1"),
                NoteAsync(BudgetPriority.Launch, "l2"));
        });
        Assert.Equal(["l1", "l2", "h1", "h2"], order);

        async Task NoteAsync(BudgetPriority priority, string name)
        {
            await TakeAsync(bucket, priority);
            order.Add(name);
        }
    }

    [Fact]
    public void Who_gives_up_leaves_the_line_and_costs_nothing()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 1), _clock);
        var at = SimulatedTime.Run(_clock, async () =>
        {
            await TakeAsync(bucket, BudgetPriority.Launch);
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
        SimulatedTime.Run(_clock, () => TakeAsync(bucket, BudgetPriority.Launch));
        Assert.Equal(0, _clock.ArmedTimers);
        _ = bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
        Assert.Equal(1, _clock.ArmedTimers);
        Assert.InRange(_clock.UntilNextTimer!.Value, TimeSpan.FromSeconds(0.999), TimeSpan.FromSeconds(1.001));
    }

    [Fact]
    public async Task Who_comes_later_does_not_overtake_who_waits_for_a_timer_that_is_late()
    {
        using var bucket = new TokenBucket(new QuotaRate(5, 1), new LateTimers(_clock, TimeSpan.FromSeconds(0.5)));
        for (var i = 0; i < 5; i++)
            Assert.True(TakeAsync(bucket, BudgetPriority.Housekeeping).IsCompletedSuccessfully);
        var waiting = bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation);

        // The token is there, and its timer has not come yet.
        _clock.Advance(TimeSpan.FromSeconds(1.2));
        var newcomer = bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation);
        Assert.Equal(2, bucket.Waiting);
        Assert.True(bucket.AcquireAsync(BudgetPriority.Launch, Cancellation).IsCompletedSuccessfully, "A launch goes before them.");

        _clock.Advance(TimeSpan.FromSeconds(1.4));
        await TurnOf(waiting);
        Assert.Equal(1, bucket.Waiting);
        Assert.False(newcomer.IsCompleted);
    }

    [Fact]
    public async Task A_call_in_flight_occupies_its_token_and_the_bucket_gains_nothing_for_it()
    {
        using var bucket = new TokenBucket(new QuotaRate(2, 1), _clock);
        Assert.True(bucket.AcquireAsync(BudgetPriority.Launch, Cancellation).IsCompletedSuccessfully);
        Assert.True(bucket.AcquireAsync(BudgetPriority.Launch, Cancellation).IsCompletedSuccessfully);
        var third = bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);

        // Both may arrive at AWS as late as in an hour, where the bucket stays full until then.
        Assert.Equal(0, _clock.ArmedTimers);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, bucket.Waiting);
        bucket.Land(spent: true);
        bucket.Land(spent: true);
        Assert.Equal(1, bucket.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await TurnOf(third);
    }

    [Fact]
    public async Task What_was_not_sent_leaves_its_token_to_the_next()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 0.001), _clock);
        Assert.True(bucket.AcquireAsync(BudgetPriority.Launch, Cancellation).IsCompletedSuccessfully);
        var next = bucket.AcquireAsync(BudgetPriority.Launch, Cancellation);
        bucket.Land(spent: false);
        await TurnOf(next);
    }

    [Fact]
    public async Task Who_comes_again_goes_before_those_of_its_priority()
    {
        using var bucket = new TokenBucket(new QuotaRate(1, 0.001), _clock);
        Assert.True(bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation).IsCompletedSuccessfully);
        var waiting = bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation);
        var again = bucket.AcquireAsync(BudgetPriority.Housekeeping, Cancellation, again: true);
        bucket.Land(spent: false);
        await TurnOf(again);
        Assert.Equal(1, bucket.Waiting);
        Assert.False(waiting.IsCompleted);
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

    /// <summary>Whose turn has come goes on upon a thread of its own.</summary>
    private static Task TurnOf(Task waiting) => waiting.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

    private static async Task TakeAsync(TokenBucket bucket, BudgetPriority priority)
    {
        await bucket.AcquireAsync(priority, Cancellation);
        bucket.Land(spent: true);
    }

    /// <summary>A clock whose timers come late, as on a busy machine.</summary>
    private sealed class LateTimers(TimeProvider time, TimeSpan late) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(time.CreateTimer(callback, state, dueTime, period), late);

        private sealed class Timer(ITimer timer, TimeSpan late) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime + late, period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
