using Slipway.TestKits.Time;

namespace Slipway.Aws.Tests.Kits;

/// <summary>The clock that other tests trust.</summary>
public sealed class ManualTimeProviderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var clock = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock, Cancel);
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(10), Cancel);

        clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.001));

        await delay;
    }

    [Fact]
    public void Timers_fire_in_order_with_the_clock_at_their_time()
    {
        var clock = new ManualTimeProvider();
        var fired = new List<(string, TimeSpan)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.Elapsed)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add(("often", clock.Elapsed)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([("often", S(2)), ("often", S(4)), ("late", S(5)), ("often", S(6))], fired);
        Assert.Equal(1, clock.ArmedTimers);
        Assert.Equal(S(2), clock.UntilNextTimer);

        static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void A_timer_armed_by_a_callback_fires_within_the_same_advance()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        ITimer? second = null;
        using var first = clock.CreateTimer(
            _ => second = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(1, fired);
        second!.Dispose();
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Dispose();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task Waiting_for_timers_ends_when_enough_are_armed()
    {
        var clock = new ManualTimeProvider();
        using var first = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var two = clock.WaitForTimersAsync(2, Cancel);
        Assert.False(two.IsCompleted);

        using var second = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        await two;
    }
}
