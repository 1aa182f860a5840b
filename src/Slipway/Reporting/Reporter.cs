using Slipway.Core.Runs;
using Slipway.Execution;

namespace Slipway.Reporting;

/// <summary>Numbers a run's events in the order of their happening, and gives them to each sink without anybody waiting.</summary>
internal sealed class Reporter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly SinkPump[] _pumps;
    private readonly Action<RunEvent>? _listener;
    private long _sequence;

    public Reporter(IReadOnlyList<IRunSink> sinks, TimeProvider clock, Action<RunEvent>? listener = null)
    {
        _clock = clock;
        _listener = listener;
        _pumps = [.. sinks.Select(sink => new SinkPump(sink, clock))];
    }

    public void FlowRunStarted(string flowRunId, string flow, string name, long? parentTaskRunId)
    {
        lock (_gate)
            Add(new FlowRunStarted(flowRunId, flow, name, parentTaskRunId) { Sequence = ++_sequence, At = _clock.GetUtcNow() });
    }

    public void TaskRunCreated(TaskRun run, string name, IReadOnlyList<long> upstream)
    {
        lock (_gate)
        {
            Add(new TaskRunCreated(run.Id, run.Definition!.Name, name, run.Site, run.Caller!.ReportedId, upstream)
            {
                Sequence = ++_sequence,
                At = _clock.GetUtcNow(),
            });
        }
    }

    public void StateChanged(long? taskRunId, RunState state, StateVariant variant, int attempt, string? message)
    {
        lock (_gate)
            Add(new StateChanged(taskRunId, state, variant, attempt, message) { Sequence = ++_sequence, At = _clock.GetUtcNow() });
    }

    public void Logged(long? taskRunId, string level, string category, string text)
    {
        lock (_gate)
            Add(new Logged(taskRunId, level, category, text) { Sequence = ++_sequence, At = _clock.GetUtcNow() });
    }

    public void MapProgressed(int map, long? taskRunId, long done, long? total, bool hasEnded)
    {
        lock (_gate)
            Add(new MapProgressed(map, taskRunId, done, total, hasEnded) { Sequence = ++_sequence, At = _clock.GetUtcNow() });
    }

    /// <summary>Waits until the sinks have taken everything, or the time is over.</summary>
    /// <returns>How many events were not taken.</returns>
    public async Task<long> CompleteAsync(TimeSpan deadline)
    {
        var left = await Task.WhenAll(_pumps.Select(pump => pump.CompleteAsync(deadline)));
        return left.Sum();
    }

    private void Add(RunEvent happened)
    {
        foreach (var pump in _pumps)
            pump.Add(happened);
        _listener?.Invoke(happened);
    }
}
