namespace Slipway.Testing;

/// <summary>
/// A clock that stands still until it is moved. A flow run under <see cref="FlowTest"/> moves it by itself: whenever everything that runs waits for the
/// clock, it jumps to the next delay's end. Time limits fire only when the clock passes them on the way, or by <see cref="Advance"/>. Thread-safe.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private long _sequence;

    /// <summary>Starts at an instant; unless told otherwise at 2026-01-05 12:00 UTC, a Monday.</summary>
    public TestClock(DateTimeOffset? start = null)
    {
        _start = start ?? new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        Limits = new LimitClock(this);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the clock has moved since it was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    /// <summary>The same time; its timers are limits, for whose sake nobody moves the clock.</summary>
    internal TimeProvider Limits { get; }

    /// <summary>How many delays wait for the clock.</summary>
    internal int Delays
    {
        get
        {
            lock (_gate)
                return _timers.Count(timer => !timer.IsLimit);
        }
    }

    /// <summary>Called whenever a delay begins.</summary>
    internal Action? DelayBegan { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Create(callback, state, dueTime, period, isLimit: false);

    /// <summary>Moves the clock forward; what falls due on the way happens in order, on this thread, with the clock at its time.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
            target = _elapsed + by;
        AdvanceTo(target);
    }

    /// <summary>Moves the clock to the end of the next delay, when there is one.</summary>
    internal void AdvanceToNextDelay()
    {
        TimeSpan target;
        lock (_gate)
        {
            if (_timers.Where(timer => !timer.IsLimit).MinBy(timer => (timer.Due, timer.Sequence)) is not { } next)
                return;
            target = next.Due;
        }

        AdvanceTo(target);
    }

    internal TestTimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, bool isLimit)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, callback, state, isLimit);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Arm(TestTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            timer.Due = _elapsed + (dueTime < TimeSpan.Zero ? TimeSpan.Zero : dueTime);
            timer.Period = period;
            timer.Sequence = _sequence++;
            _timers.Add(timer);
        }

        // Never on this thread: who arms a timer is not ready for its end yet.
        if (dueTime <= TimeSpan.Zero)
            ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Advance(TimeSpan.Zero), this, preferLocal: false);
        else if (!timer.IsLimit)
            DelayBegan?.Invoke();
        return true;
    }

    internal void Disarm(TestTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private void AdvanceTo(TimeSpan target)
    {
        while (true)
        {
            TestTimer? due;
            lock (_gate)
            {
                due = _timers.MinBy(timer => (timer.Due, timer.Sequence));
                if (due is null || due.Due > target)
                {
                    // Another thread may have moved it further: the clock never goes back.
                    _elapsed = target > _elapsed ? target : _elapsed;
                    return;
                }

                _elapsed = due.Due > _elapsed ? due.Due : _elapsed;
                if (due.Period > TimeSpan.Zero)
                    (due.Due, due.Sequence) = (due.Due + due.Period, _sequence++);
                else
                    _timers.Remove(due);
            }

            due.Fire();
        }
    }

    private sealed class LimitClock(TestClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.Create(callback, state, dueTime, period, isLimit: true);
    }
}
