using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Slipway.Execution;

/// <summary>
/// Numbers of objects, by identity; no object is kept alive. What ConditionalWeakTable does, with the cheaper kind of handle: its dependent handles made
/// garbage collections take longer than everything else in a flow of a million calls.
/// </summary>
internal sealed class WeakNumbers : IDisposable
{
    private const int Smallest = 64;

    private readonly Lock _gate = new();
    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _used;
    private int _free = -1;
    private bool _isDisposed;

    /// <summary>How many objects it has room for.</summary>
    internal int Places
    {
        get
        {
            lock (_gate)
                return _entries.Length;
        }
    }

    /// <summary>Gives an object a number.</summary>
    /// <param name="key">The object.</param>
    /// <param name="number">The number.</param>
    /// <param name="replaces">Whether it goes over an earlier one.</param>
    public void Set(object key, long number, bool replaces)
    {
        var hash = RuntimeHelpers.GetHashCode(key);
        lock (_gate)
        {
            if (_isDisposed)
                return;
            if (Find(key, hash) is >= 0 and var found)
            {
                if (replaces)
                    _entries[found].Number = number;
                return;
            }

            var at = Take();
            ref var entry = ref _entries[at];
            if (entry.Key.IsAllocated)
                entry.Key.SetTarget(key);
            else
                entry.Key = new WeakGCHandle<object>(key);
            ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
            (entry.Hash, entry.Number, entry.Next, bucket) = (hash, number, bucket, at + 1);
        }
    }

    /// <summary>The number of an object; false when it has none.</summary>
    public bool TryGet(object key, out long number)
    {
        var hash = RuntimeHelpers.GetHashCode(key);
        lock (_gate)
        {
            var found = _isDisposed ? -1 : Find(key, hash);
            number = found < 0 ? 0 : _entries[found].Number;
            return found >= 0;
        }
    }

    /// <summary>Lets go of the handles: nothing has a number any more, or gets one.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var entry in _entries)
            {
                if (entry.Key.IsAllocated)
                    entry.Key.Dispose();
            }

            _entries = [];
            _buckets = [];
        }
    }

    private int Find(object key, int hash)
    {
        if (_buckets.Length == 0)
            return -1;
        for (var at = _buckets[hash & (_buckets.Length - 1)] - 1; at >= 0; at = _entries[at].Next - 1)
        {
            if (_entries[at].Hash == hash && _entries[at].Key.TryGetTarget(out var target) && ReferenceEquals(target, key))
                return at;
        }

        return -1;
    }

    private int Take()
    {
        if (_free < 0 && _used == _entries.Length)
            Tidy();
        if (_free < 0)
            return _used++;
        var at = _free;
        _free = _entries[at].Next - 1;
        return at;
    }

    /// <summary>Takes the places of objects that are gone, with their handles; when those are few, there are twice as many places.</summary>
    private void Tidy()
    {
        var gone = 0;
        for (var at = 0; at < _used; at++)
        {
            ref var entry = ref _entries[at];
            entry.IsGone = !entry.Key.TryGetTarget(out _);
            gone += entry.IsGone ? 1 : 0;
        }

        if (gone <= _entries.Length / 2)
        {
            Array.Resize(ref _entries, Math.Max(Smallest, _entries.Length * 2));
            _buckets = new int[_entries.Length];
        }
        else
        {
            Array.Clear(_buckets);
        }

        for (var at = 0; at < _used; at++)
        {
            ref var entry = ref _entries[at];
            if (entry.IsGone)
            {
                (entry.Next, _free) = (_free + 1, at);
                continue;
            }

            ref var bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
            (entry.Next, bucket) = (bucket, at + 1);
        }
    }

    private struct Entry
    {
        public WeakGCHandle<object> Key;
        public long Number;
        public int Hash;

        /// <summary>One more than the place of the next; 0 for none.</summary>
        public int Next;
        public bool IsGone;
    }
}
