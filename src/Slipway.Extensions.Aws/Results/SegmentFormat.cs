using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>
/// The format of a segment of a run's log: a mark, the launch that wrote it (16 bytes) and the segment's number in it (8 bytes) with their checksum (4 bytes), then
/// records of length (4 bytes), checksum (4 bytes), key (32 bytes), slot (4 bytes) and content, as the log in files has them; numbers with their lowest byte first.
/// </summary>
internal static class SegmentFormat
{
    /// <summary>What stands before the records.</summary>
    public const int Header = 18 + LaunchAndNumber + 4;

    /// <summary>What stands before the content of a record.</summary>
    public const int RecordHeader = 8 + Fixed;

    private const int LaunchAndNumber = 16 + 8;
    private const int Fixed = ResultKey.Size + 4;

    private static ReadOnlySpan<byte> Mark => "SLIPWAY SEGMENT 1\n"u8;

    public static void WriteHeader(ArrayBufferWriter<byte> to, Guid launch, long number)
    {
        var header = to.GetSpan(Header)[..Header];
        Mark.CopyTo(header);
        var said = header.Slice(Mark.Length, LaunchAndNumber);
        launch.TryWriteBytes(said, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(said[16..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(header[(Header - 4)..], Checksum.Of(said));
        to.Advance(Header);
    }

    public static void WriteRecord(ArrayBufferWriter<byte> to, RecordedSlot slot, ReadOnlySpan<byte> content)
    {
        var size = RecordHeader + content.Length;
        var record = to.GetSpan(size)[..size];
        BinaryPrimitives.WriteInt32LittleEndian(record, Fixed + content.Length);
        slot.Key.CopyTo(record[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(record[(8 + ResultKey.Size)..], slot.Slot);
        content.CopyTo(record[RecordHeader..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum.Of(record[..4], record[8..]));
        to.Advance(size);
    }

    /// <summary>Who wrote a segment; null when it is none, or not whole.</summary>
    public static SegmentName? NameOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < Header || !segment.StartsWith(Mark))
            return null;
        var said = segment.Slice(Mark.Length, LaunchAndNumber);
        return BinaryPrimitives.ReadUInt32LittleEndian(segment[(Header - 4)..]) == Checksum.Of(said)
            ? new SegmentName(new Guid(said[..16], bigEndian: true), BinaryPrimitives.ReadInt64LittleEndian(said[16..]))
            : null;
    }

    /// <summary>The records of a segment with where each begins; null when not all is whole.</summary>
    public static List<(RecordedSlot Slot, int Offset, int Length)>? RecordsOf(ReadOnlySpan<byte> segment)
    {
        if (NameOf(segment) is null)
            return null;
        var records = new List<(RecordedSlot, int, int)>();
        for (var offset = Header; offset < segment.Length;)
        {
            if (RecordOf(segment[offset..]) is not { } record)
                return null;
            records.Add((record.Slot, offset, record.Length));
            offset += RecordHeader + record.Length;
        }

        return records;
    }

    /// <summary>The record that begins here; null when it is not whole.</summary>
    public static FoundRecord? RecordOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordHeader)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < Fixed || length > bytes.Length - 8 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum.Of(bytes[..4], bytes.Slice(8, length)))
            return null;
        return new FoundRecord(new RecordedSlot(ResultKey.From(bytes[8..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[(8 + ResultKey.Size)..])), length - Fixed);
    }

    /// <summary>A record's slot, and how long its content is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct FoundRecord(RecordedSlot Slot, int Length);
}
