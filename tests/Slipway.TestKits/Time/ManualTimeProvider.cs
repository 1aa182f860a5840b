namespace Slipway.TestKits.Time;

/// <summary>
/// A clock that moves only by <see cref="Advance"/>. Timers fire in order of their due time, on the thread that advances, with the clock
/// standing at their due time. Thread-safe. A test arms, waits for <see cref="WaitForTimersAsync"/> as its signal, and then advances.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private static readonly TimeSpan RealDeadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<Waiter> _waiters = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private long _sequence;

    /// <summary>Starts at 2026-01-05 12:00 UTC, a Monday, unless told otherwise.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null) => _start = start ?? new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the clock was advanced since it was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    /// <summary>How many timers wait for the clock now.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    /// <summary>How long until the next timer is due; null when none is armed.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
                return Next() is { } next ? next.Due - _elapsed : null;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
            target = _elapsed + by;

        while (true)
        {
            ManualTimer? due;
            lock (_gate)
            {
                due = Next();
                if (due is null || due.Due > target)
                {
                    // Another thread may have advanced further meanwhile: the clock never goes back.
                    _elapsed = target > _elapsed ? target : _elapsed;
                    return;
                }

                _elapsed = due.Due > _elapsed ? due.Due : _elapsed;
                Rearm(due);
            }

            due.Fire();
        }
    }

    /// <summary>Moves the clock to the next timer, and fires what is due then.</summary>
    /// <exception cref="InvalidOperationException">No timer is armed.</exception>
    public void AdvanceToNextTimer() => Advance(UntilNextTimer ?? throw new InvalidOperationException("No timer is armed: nothing waits for this clock."));

    /// <summary>Completes as soon as at least <paramref name="count"/> timers are armed; at once when they already are.</summary>
    /// <exception cref="TimeoutException">It did not happen within 30 seconds of real time.</exception>
    public Task WaitForTimersAsync(int count = 1, CancellationToken cancellationToken = default) =>
        WaitAsync(new Waiter(armed => armed.Count >= count, $"{count} timer(s) armed"), cancellationToken);

    /// <summary>Completes as soon as a timer is armed that is due exactly <paramref name="due"/> from now: tells one wait from another.</summary>
    /// <exception cref="TimeoutException">It did not happen within 30 seconds of real time.</exception>
    public Task WaitForTimerAsync(TimeSpan due, CancellationToken cancellationToken = default) =>
        WaitAsync(new Waiter(armed => armed.Any(timer => timer.Due - _elapsed == due), $"a timer due in {due}"), cancellationToken);

    internal bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed)
                return false;

            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _elapsed + (dueTime < TimeSpan.Zero ? TimeSpan.Zero : dueTime);
                timer.Period = period;
                timer.Sequence = _sequence++;
                _timers.Add(timer);
                WakeWaiters();
            }
        }

        // A timer due at once does not wait for the clock to move.
        if (dueTime <= TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan)
            ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Advance(TimeSpan.Zero), this, preferLocal: false);
        return true;
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _timers.Remove(timer);
        }
    }

    private ManualTimer? Next() => _timers.Count == 0 ? null : _timers.MinBy(timer => (timer.Due, timer.Sequence));

    private void Rearm(ManualTimer timer)
    {
        if (timer.Period > TimeSpan.Zero)
        {
            timer.Due += timer.Period;
            timer.Sequence = _sequence++;
            WakeWaiters();
        }
        else
        {
            _timers.Remove(timer);
        }
    }

    private void WakeWaiters()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            if (!_waiters[i].Condition(_timers))
                continue;
            _waiters[i].Signal.TrySetResult();
            _waiters.RemoveAt(i);
        }
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Condition(_timers))
                return;
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Signal.Task.WaitAsync(RealDeadline, System, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(
                $"Waited {RealDeadline.TotalSeconds:0} s for {waiter.What}; {ArmedTimers} timer(s) are armed, the next due in {UntilNextTimer?.ToString() ?? "never"}.",
                exception);
        }
        finally
        {
            lock (_gate)
                _waiters.Remove(waiter);
        }
    }

    private sealed record Waiter(Func<List<ManualTimer>, bool> Condition, string What)
    {
        public TaskCompletionSource Signal { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
