namespace Slipway.Ecs.Observing;

/// <summary>
/// Whether the event feed can be relied on. It must have brought an event, its queue must have answered lately, and no change may have been found by a look
/// for which no event came within <see cref="Tolerance"/>: a queue that answers proves nothing about the rule that should fill it.
/// </summary>
internal sealed class FeedHealth(TimeProvider time)
{
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Version, long FoundAt)> _unconfirmed = [];
    private long? _polledAt;
    private long? _drainedAt;
    private bool _proven;

    internal bool IsHealthy
    {
        get
        {
            lock (_gate)
                return _proven && _polledAt is { } polled && time.GetElapsedTime(polled) < Tolerance && !_unconfirmed.Values.Any(entry => time.GetElapsedTime(entry.FoundAt) >= Tolerance);
        }
    }

    /// <summary>Whether the queue was seen empty since a moment: what it held until then has been read.</summary>
    internal bool DrainedSince(long timestamp)
    {
        lock (_gate)
            return _drainedAt >= timestamp;
    }

    internal void Polled(bool empty)
    {
        lock (_gate)
        {
            _polledAt = time.GetTimestamp();
            if (empty)
                _drainedAt = _polledAt;
        }
    }

    /// <summary>An event came.</summary>
    internal void Event(string taskArn, long? version)
    {
        lock (_gate)
        {
            _proven = true;
            if (_unconfirmed.TryGetValue(taskArn, out var waiting) && (version is null || version >= waiting.Version))
                _unconfirmed.Remove(taskArn);
        }
    }

    /// <summary>A look found a change that no event had told of yet.</summary>
    internal void FoundByLooking(string taskArn, long? version)
    {
        lock (_gate)
        {
            if (_proven && version is { } found && !_unconfirmed.ContainsKey(taskArn))
                _unconfirmed[taskArn] = (found, time.GetTimestamp());
        }
    }

    internal void Forget(string taskArn)
    {
        lock (_gate)
            _unconfirmed.Remove(taskArn);
    }
}
