namespace Slipway.Reporting;

/// <summary>Gives one sink its events, in order and in batches. A sink that fails gets the same events again, later.</summary>
internal sealed class SinkPump(IRunSink sink, TimeProvider clock) : IDisposable
{
    private const int LargestBatch = 5_000;

    // So many are delivered without waiting for more: events that go soon die young, which is what the garbage collector is good at.
    private const int Enough = 1_000;

    // Long enough that a busy run wakes the pump rarely, short enough that a person sees no delay.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<RunEvent> _waiting = [];
    private List<RunEvent>? _spare;
    private TaskCompletionSource? _gathering;
    private Task _work = Task.CompletedTask;
    private bool _isWorking;
    private long _pending;

    public void Add(RunEvent happened)
    {
        lock (_gate)
        {
            _waiting.Add(happened);
            _pending++;
            if (_isWorking)
            {
                if (_waiting.Count == Enough)
                    _gathering?.TrySetResult();
                return;
            }

            _isWorking = true;
            // Without the caller's context: this work belongs to no task run.
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
                _work = Task.Run(WorkAsync);
        }
    }

    /// <summary>Waits until all is delivered, or the time is over; then nothing more is.</summary>
    /// <returns>How many events were not taken.</returns>
    public async Task<long> CompleteAsync(TimeSpan deadline)
    {
        _closing.TrySetResult();
        Task work;
        lock (_gate)
            work = _work;
        try
        {
            await work.WaitAsync(deadline, clock);
        }
        catch (TimeoutException)
        {
            // What the sink still does may see the token later, so it is not disposed.
            await _end.CancelAsync();
            lock (_gate)
                return _pending;
        }

        Dispose();
        return 0;
    }

    public void Dispose() => _end.Dispose();

    private async Task WorkAsync()
    {
        while (true)
        {
            List<RunEvent> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0 || _end.IsCancellationRequested)
                {
                    _isWorking = false;
                    return;
                }

                batch = _waiting;
                _waiting = _spare ?? [];
                _spare = null;
            }

            for (var start = 0; start < batch.Count; start += LargestBatch)
            {
                if (!await DeliverAsync(batch.Count <= LargestBatch ? batch : batch.GetRange(start, Math.Min(LargestBatch, batch.Count - start))))
                    return;
            }

            await GatherAsync(batch);
        }
    }

    private async Task GatherAsync(List<RunEvent> delivered)
    {
        delivered.Clear();
        TaskCompletionSource enough;
        lock (_gate)
        {
            // A list that had to hold a backlog goes, with its memory.
            _spare = delivered.Capacity <= LargestBatch ? delivered : null;
            if (_waiting.Count >= Enough || _closing.Task.IsCompleted)
                return;
            _gathering = enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await Task.WhenAny(_closing.Task, enough.Task, Task.Delay(Gathering, TimeProvider.System, CancellationToken.None));
    }

    private async Task<bool> DeliverAsync(List<RunEvent> events)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 > LongestPause ? LongestPause : pause * 2)
        {
            try
            {
                await sink.WriteAsync(events, _end.Token);
                lock (_gate)
                    _pending -= events.Count;
                return true;
            }
            catch (Exception) when (!_end.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(pause, clock, _end.Token);
                }
                catch (OperationCanceledException)
                {
                    return false;
                }
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
