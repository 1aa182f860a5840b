using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>Where the recorded results of a run are; small ones are kept in memory, up to a limit.</summary>
internal sealed class RecordPlaces(long memory)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RecordedSlot, Place> _places = [];
    private long _free = memory;

    public IReadOnlyCollection<RecordedSlot> Slots
    {
        get
        {
            lock (_gate)
                return [.. _places.Keys];
        }
    }

    /// <summary>Remembers a segment's records, in any order of segments: the last one in the log counts.</summary>
    public void Add(LogObject at, ReadOnlySpan<byte> segment, List<(RecordedSlot Slot, int Offset, int Length)> records)
    {
        lock (_gate)
        {
            foreach (var (slot, offset, length) in records)
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, slot, out var isKnown);
                if (isKnown && place.Position > at.Last)
                    continue;
                byte[]? content = null;
                if (length <= _free)
                {
                    _free -= length;
                    content = segment.Slice(offset + SegmentFormat.RecordHeader, length).ToArray();
                }

                place = new Place(at.Key, at.Last, offset, length, content);
            }
        }
    }

    public bool TryFind(RecordedSlot slot, [MaybeNullWhen(false)] out Place place)
    {
        lock (_gate)
            return _places.TryGetValue(slot, out place);
    }

    /// <summary>Where a record is.</summary>
    /// <param name="Key">The object.</param>
    /// <param name="Position">Its last position in the log.</param>
    /// <param name="Offset">Where the record begins in it.</param>
    /// <param name="Length">How long its content is.</param>
    /// <param name="Content">The content, where it is kept.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Place(string Key, long Position, int Offset, int Length, byte[]? Content);
}
