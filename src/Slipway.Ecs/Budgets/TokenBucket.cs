using System.Diagnostics;

namespace Slipway.Ecs.Budgets;

/// <summary>
/// A token bucket that callers wait for: launches before housekeeping, first come first served within each. A throttling answer slows it
/// down, and it recovers by itself. Nothing spins: one timer is armed for the token that the first in line waits for.
/// </summary>
/// <remarks>
/// AWS's own bucket takes a token when a call arrives there, some time between its departure and its answer, and what it gains while it is full is lost. So that
/// this bucket never holds more than AWS's, a call in flight occupies a token and takes it only when it has landed: calls that are under way for long, on a
/// machine or a network that is busy, then do not arrive in one heap that AWS has no tokens for.
/// </remarks>
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
    private int _inFlight;
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

    private double Free => _tokens - _inFlight;

    /// <summary>Occupies a token, or waits for one. <see cref="Land"/> ends that.</summary>
    /// <param name="priority">Whom it goes before.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="again">Whether the same call was here before, and AWS did not take it: it then goes before all others of its priority.</param>
    internal Task AcquireAsync(BudgetPriority priority, CancellationToken cancellationToken, bool again = false)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Refill();
            if (Free >= 1 - Rounding && NoneBefore(priority))
            {
                _inFlight++;
                return Task.CompletedTask;
            }

            waiter = new Waiter();
            var queue = _waiters[(int)priority];
            waiter.Node = again ? queue.AddFirst(waiter) : queue.AddLast(waiter);
            ArmTimer();
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>A call has its answer, or certainly never gets one.</summary>
    /// <param name="spent">Whether AWS may have taken its token; false when it was not sent, or refused for want of one.</param>
    internal void Land(bool spent)
    {
        lock (_gate)
        {
            Refill();
            _inFlight--;
            if (spent)
                _tokens -= 1;
            Serve();
        }
    }

    /// <summary>AWS said that this was too fast, of a call that is still to <see cref="Land"/>.</summary>
    internal void Throttled()
    {
        lock (_gate)
        {
            Refill();
            _tokens = Math.Min(_tokens, Math.Max(0, _inFlight - 1));
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
            while (Free >= 1 - Rounding && queue.First is { } first)
            {
                queue.RemoveFirst();
                if (first.Value.Turn.TrySetResult())
                    _inFlight++;
            }
        }

        ArmTimer();
    }

    private void ArmTimer()
    {
        // With a full bucket's worth of calls in flight, the next turn comes with a landing.
        if (_disposed || _waiters.All(queue => queue.Count == 0) || _inFlight + 1 > _full.Burst + Rounding)
            return;
        var wait = TimeSpan.FromSeconds(Math.Max(0, 1 - Free) / _rate);
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
