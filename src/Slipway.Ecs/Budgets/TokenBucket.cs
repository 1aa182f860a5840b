using System.Diagnostics;

namespace Slipway.Ecs.Budgets;

/// <summary>
/// A token bucket that callers wait for: launches before housekeeping, first come first served within each. A throttling answer slows it
/// down, and it recovers by itself. Nothing spins: one timer is armed for the token that the first in line waits for.
/// </summary>
internal sealed class TokenBucket : IDisposable
{
    /// <summary>What a throttling answer leaves of the rate.</summary>
    internal const double SlowDown = 0.7;

    /// <summary>The share of the full rate that is never gone below, so that a bucket always recovers.</summary>
    internal const double LowestShare = 0.05;

    /// <summary>How long the way back from nothing to the full rate takes.</summary>
    internal static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    /// <summary>Throttling answers within this time tell of one overload, not of several.</summary>
    internal static readonly TimeSpan OneOverload = TimeSpan.FromSeconds(1);

    private const double Rounding = 1e-6;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly QuotaRate _full;
    private readonly LinkedList<Waiter>[] _waiters = [new(), new()];
    private readonly ITimer _timer;
    private double _tokens;
    private double _rate;
    private long _at;
    private long? _throttledAt;
    private bool _disposed;

    internal TokenBucket(QuotaRate full, TimeProvider time)
    {
        _full = full;
        _time = time;
        _tokens = full.Burst;
        _rate = full.PerSecond;
        _at = time.GetTimestamp();
        _timer = time.CreateTimer(static bucket => ((TokenBucket)bucket!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The rate now, in tokens a second.</summary>
    internal double Rate
    {
        get
        {
            lock (_gate)
            {
                Refill();
                return _rate;
            }
        }
    }

    /// <summary>How many callers wait.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
                return _waiters.Sum(queue => queue.Count);
        }
    }

    /// <summary>Takes a token, or waits for one.</summary>
    internal Task AcquireAsync(BudgetPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Refill();
            if (_tokens >= 1 - Rounding && NoneBefore(priority))
            {
                _tokens -= 1;
                return Task.CompletedTask;
            }

            waiter = new Waiter();
            waiter.Node = _waiters[(int)priority].AddLast(waiter);
            ArmTimer();
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>AWS said that this was too fast.</summary>
    internal void Throttled()
    {
        lock (_gate)
        {
            Refill();
            _tokens = Math.Min(_tokens, 0);
            if (_throttledAt is not { } before || _time.GetElapsedTime(before, _at) >= OneOverload)
            {
                _rate = Math.Max(_full.PerSecond * LowestShare, _rate * SlowDown);
                _throttledAt = _at;
            }

            ArmTimer();
        }
    }

    public void Dispose()
    {
        List<Waiter> left;
        lock (_gate)
        {
            _disposed = true;
            left = [.. _waiters.SelectMany(queue => queue)];
            foreach (var queue in _waiters)
                queue.Clear();
        }

        _timer.Dispose();
        foreach (var waiter in left)
            waiter.Turn.TrySetException(new ObjectDisposedException(nameof(TokenBucket)));
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(
            static (state, token) => ((Waiter)state!).Turn.TrySetCanceled(token), waiter))
        {
            try
            {
                await waiter.Turn.Task;
            }
            catch (OperationCanceledException)
            {
                lock (_gate)
                {
                    waiter.Node!.List?.Remove(waiter.Node);
                    Refill();
                    Serve();
                }

                throw;
            }
        }
    }

    private bool NoneBefore(BudgetPriority priority) => _waiters.Take((int)priority + 1).All(queue => queue.Count == 0);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            Refill();
            Serve();
        }
    }

    private void Serve()
    {
        foreach (var queue in _waiters)
        {
            while (_tokens >= 1 - Rounding && queue.First is { } first)
            {
                queue.RemoveFirst();
                if (first.Value.Turn.TrySetResult())
                    _tokens -= 1;
            }
        }

        ArmTimer();
    }

    private void ArmTimer()
    {
        if (_disposed || _waiters.All(queue => queue.Count == 0))
            return;
        var wait = TimeSpan.FromSeconds(Math.Max(0, 1 - _tokens) / _rate);
        _timer.Change(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, Timeout.InfiniteTimeSpan);
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        var seconds = _time.GetElapsedTime(_at, now).TotalSeconds;
        Debug.Assert(seconds >= 0, "Timestamps never go back.");
        _at = now;

        var before = _rate;
        _rate = Math.Min(_full.PerSecond, _rate + (_full.PerSecond * seconds / Recovery.TotalSeconds));
        _tokens = Math.Min(_full.Burst, _tokens + (seconds * (before + _rate) / 2));
    }

    private sealed class Waiter
    {
        internal TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal LinkedListNode<Waiter>? Node { get; set; }
    }
}
