using System.Buffers;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>Records that become durable together, in one object.</summary>
internal sealed class Segment
{
    private readonly ArrayBufferWriter<byte> _bytes;

    public Segment(SegmentName name, int capacity = 4 * 1024)
    {
        Name = name;
        _bytes = new ArrayBufferWriter<byte>(capacity);
        SegmentFormat.WriteHeader(_bytes, name.Launch, name.Number);
    }

    public SegmentName Name { get; }

    /// <summary>Ended when the records are durable, or never will be.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<(RecordedSlot Slot, int Offset, int Length)> Records { get; } = [];

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public void Add(RecordedSlot slot, ReadOnlySpan<byte> content)
    {
        Records.Add((slot, _bytes.WrittenCount, content.Length));
        SegmentFormat.WriteRecord(_bytes, slot, content);
    }

    /// <summary>Adds all that another one holds.</summary>
    public void Add(Segment other)
    {
        foreach (var (slot, offset, length) in other.Records)
            Records.Add((slot, offset - SegmentFormat.Header + _bytes.WrittenCount, length));
        _bytes.Write(other.Bytes.Span[SegmentFormat.Header..]);
    }
}
