using System.Collections.Concurrent;

namespace Slipway.LocalEcs.Protocol;

/// <summary>How often each operation was called since the start, and how it ended.</summary>
internal sealed class CallCounts
{
    private readonly ConcurrentDictionary<string, Counts> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts by operation, as <c>ecs:RunTask</c>.</summary>
    public IReadOnlyDictionary<string, CallCount> Snapshot() =>
        _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(
            pair => pair.Key,
            pair => new CallCount(
                Volatile.Read(ref pair.Value.Calls),
                Volatile.Read(ref pair.Value.Answered),
                Volatile.Read(ref pair.Value.Throttled),
                Volatile.Read(ref pair.Value.Refused),
                Volatile.Read(ref pair.Value.Aborted)),
            StringComparer.Ordinal);

    /// <summary>Forgets all counts.</summary>
    public void Clear() => _counts.Clear();

    /// <summary>Counts one call.</summary>
    public void Add(string service, string operation, CallEnd end)
    {
        var counts = _counts.GetOrAdd($"{service}:{operation}", _ => new Counts());
        Interlocked.Increment(ref counts.Calls);
        switch (end)
        {
            case CallEnd.Answered: Interlocked.Increment(ref counts.Answered); break;
            case CallEnd.Throttled: Interlocked.Increment(ref counts.Throttled); break;
            case CallEnd.Refused: Interlocked.Increment(ref counts.Refused); break;
            case CallEnd.Aborted: Interlocked.Increment(ref counts.Aborted); break;
            default: throw new ArgumentOutOfRangeException(nameof(end), end, "Not an end of a call.");
        }
    }

    private sealed class Counts
    {
        public long Calls;
        public long Answered;
        public long Throttled;
        public long Refused;
        public long Aborted;
    }
}
