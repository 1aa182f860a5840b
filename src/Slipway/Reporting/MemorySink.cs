namespace Slipway.Reporting;

/// <summary>Keeps every event in memory: for tests.</summary>
public sealed class MemorySink : IRunSink
{
    private readonly Lock _gate = new();
    private readonly List<RunEvent> _events = [];

    /// <summary>What was reported so far, in order. All of it, once the run has ended.</summary>
    public IReadOnlyList<RunEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        lock (_gate)
            _events.AddRange(events);
        return ValueTask.CompletedTask;
    }
}
