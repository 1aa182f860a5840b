using Slipway.Core.Runs;
using Slipway.Reporting;

namespace Slipway.Testing;

/// <summary>
/// Moves the clock when nothing else can happen: when every task run that could do something waits for a retry or sits in a delay of its own. Hears the
/// events of the run as they happen.
/// </summary>
internal sealed class Pace
{
    // A synchronous task that waits for its retry keeps its thread, which nobody can tell from one at work. Real time.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly TestClock _clock;
    private readonly Dictionary<long, Live> _live = [];
    private readonly Live _flow = new(null);
    private readonly AsyncLocal<bool> _inside;
    private long _heard;
    private int _threads;
    private bool _ended;

    public Pace(TestClock clock)
    {
        _clock = clock;
        _inside = new AsyncLocal<bool>(Switched);
        clock.DelayBegan = Consider;
    }

    /// <summary>From here on the caller's code, and all that it starts, is what the clock waits for.</summary>
    public void Enter() => _inside.Value = true;

    /// <summary>What is not over, for a test that takes too long.</summary>
    public string Unfinished
    {
        get
        {
            lock (_gate)
                return _live.Count == 0 ? "the flow itself" : string.Join(", ", _live.Values.Select(task => $"{task.Name} ({task.State})"));
        }
    }

    /// <summary>The name of a task run that is not over.</summary>
    public string? NameOf(long taskRunId)
    {
        lock (_gate)
            return _live.GetValueOrDefault(taskRunId)?.Name;
    }

    /// <summary>Takes an event.</summary>
    public void Hear(RunEvent happened)
    {
        Interlocked.Increment(ref _heard);
        lock (_gate)
        {
            switch (happened)
            {
                case TaskRunCreated created:
                    var caller = created.ParentTaskRunId is { } above && _live.TryGetValue(above, out var parent) ? parent : _flow;
                    caller.Children++;
                    _live[created.TaskRunId] = new Live(caller) { Name = created.Name };
                    break;
                case StateChanged { TaskRunId: null } changed:
                    _ended |= changed.State.IsFinal();
                    _flow.State = changed.State;
                    break;
                case StateChanged { TaskRunId: { } id } changed when _live.TryGetValue(id, out var task):
                    task.State = changed.State;
                    if (changed.State.IsFinal() && _live.Remove(id))
                        task.Caller!.Children--;
                    break;
            }
        }

        Consider();
    }

    // Told whenever a thread begins or ends to execute code of the run.
    private void Switched(AsyncLocalValueChangedArgs<bool> change)
    {
        if (change.CurrentValue == change.PreviousValue)
            return;
        if (change.CurrentValue)
            Interlocked.Increment(ref _threads);
        else if (Interlocked.Decrement(ref _threads) == 0)
            Consider();
    }

    private void Consider()
    {
        if (!IsIdle())
            return;
        if (Volatile.Read(ref _threads) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static pace => pace.Move(), this, preferLocal: false);
        else
            _ = MoveLaterAsync(Interlocked.Read(ref _heard));
    }

    private void Move()
    {
        if (Volatile.Read(ref _threads) == 0 && IsIdle())
            _clock.AdvanceToNextDelay();
    }

    private async Task MoveLaterAsync(long heard)
    {
        await Task.Delay(Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        // Something happened since: whoever told of it considers anew.
        if (Interlocked.Read(ref _heard) == heard && IsIdle())
            _clock.AdvanceToNextDelay();
    }

    private bool IsIdle()
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            var delays = _clock.Delays;
            var retries = 0;
            var busy = 0;
            foreach (var task in _live.Values.Append(_flow))
            {
                if (task.State == RunState.AwaitingRetry)
                    retries++;
                else if (task.Children == 0 && task.State != RunState.Pending)
                    busy++;
            }

            // Each retry has its delay; what is left are delays of bodies. One that waits for a slot is pending,
            // and waits for somebody who is counted.
            return delays > 0 && delays >= retries + busy;
        }
    }

    private sealed class Live(Live? caller)
    {
        public Live? Caller { get; } = caller;

        public string Name { get; init; } = "";

        public RunState State { get; set; } = RunState.Running;

        public int Children { get; set; }
    }
}
