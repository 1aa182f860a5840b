namespace Slipway.Testing;

/// <summary>A timer of <see cref="TestClock"/>, whose lock guards its state.</summary>
internal sealed class TestTimer(TestClock clock, TimerCallback callback, object? state, bool isLimit) : ITimer
{
    public bool IsLimit { get; } = isLimit;

    public TimeSpan Due { get; set; }

    public TimeSpan Period { get; set; }

    public long Sequence { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

    public void Dispose() => clock.Disarm(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Fire() => callback(state);
}
