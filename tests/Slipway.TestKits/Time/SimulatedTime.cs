using Xunit.Sdk;

namespace Slipway.TestKits.Time;

/// <summary>
/// Runs asynchronous code on one thread against a clock that jumps to the next timer whenever nothing is left to do. Hours pass in milliseconds, and the same
/// code takes the same steps every time. The code must not leave the thread: no <c>Task.Run</c>, no <c>ConfigureAwait(false)</c>, no real I/O.
/// </summary>
public static class SimulatedTime
{
    /// <summary>Runs <paramref name="body"/> to its end.</summary>
    /// <exception cref="XunitException">Nothing is left to do, no timer is armed, and the body has not ended; or it went past <paramref name="horizon"/>.</exception>
    public static T Run<T>(ManualTimeProvider clock, Func<Task<T>> body, TimeSpan? horizon = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(body);
        var end = clock.Elapsed + (horizon ?? TimeSpan.FromHours(12));
        var thread = new OneThread();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            var task = body();
            while (!task.IsCompleted)
            {
                if (thread.RunNext())
                    continue;
                if (clock.UntilNextTimer is not { } next)
                    throw new XunitException($"Nothing is left to do after {clock.Elapsed}, no timer is armed, and the simulated code has not ended: it waits for something that never happens.");
                if (clock.Elapsed + next > end)
                    throw new XunitException($"The simulated code still goes on after {clock.Elapsed}.");
                clock.Advance(next);
            }

#pragma warning disable CA1849, MA0042 // It has completed.
            return task.GetAwaiter().GetResult();
#pragma warning restore CA1849, MA0042
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs <paramref name="body"/> to its end.</summary>
    public static void Run(ManualTimeProvider clock, Func<Task> body, TimeSpan? horizon = null) =>
        Run(
            clock,
            async () =>
            {
                await body();
                return true;
            },
            horizon);

    private sealed class OneThread : SynchronizationContext
    {
        private readonly Lock _gate = new();
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_gate)
                _queue.Enqueue((d, state));
        }

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public bool RunNext()
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_gate)
            {
                if (!_queue.TryDequeue(out next))
                    return false;
            }

            next.Callback(next.State);
            return true;
        }
    }
}
