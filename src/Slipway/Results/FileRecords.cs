using System.Buffers;
using System.Buffers.Binary;

namespace Slipway.Results;

/// <summary>
/// The format of a run's log: a mark, then records of length (4 bytes), checksum (4 bytes), key (32 bytes), slot (4 bytes) and content; numbers with their
/// lowest byte first. Length counts key, slot and content, which are what the checksum is of, after the length itself.
/// </summary>
internal static class FileRecords
{
    public const int Frame = 8;
    public const int Header = ResultKey.Size + 4;

    public static ReadOnlySpan<byte> Mark => "SLIPWAY RESULTS 1\n"u8;

    public static void Write(ArrayBufferWriter<byte> to, RecordedSlot slot, ReadOnlySpan<byte> content)
    {
        var length = Header + content.Length;
        var record = to.GetSpan(Frame + length)[..(Frame + length)];
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        slot.Key.CopyTo(record[Frame..]);
        BinaryPrimitives.WriteInt32LittleEndian(record[(Frame + ResultKey.Size)..], slot.Slot);
        content.CopyTo(record[(Frame + Header)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum.Of(record[..4], record[Frame..]));
        to.Advance(Frame + length);
    }

    /// <summary>Reads all records that are whole.</summary>
    /// <param name="log">The log, at its beginning.</param>
    /// <param name="found">Gets each record's slot, and where its content begins and how long it is.</param>
    /// <returns>Where the last whole record ends; 0 when not even the mark is there, and -1 when it is another one.</returns>
    public static long Read(Stream log, Action<RecordedSlot, long, int> found)
    {
        var buffer = new byte[64 * 1024];
        var size = log.Length;
        if (size < Mark.Length)
            return 0;
        log.ReadExactly(buffer, 0, Mark.Length);
        if (!buffer.AsSpan(0, Mark.Length).SequenceEqual(Mark))
            return -1;
        long end = Mark.Length;
        while (size - end >= Frame + Header)
        {
            log.ReadExactly(buffer, 0, Frame);
            var length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
            if (length < Header || length > size - end - Frame)
                break;
            if (buffer.Length < Frame + length)
                Array.Resize(ref buffer, Math.Max(Frame + length, Math.Min(buffer.Length * 2, Array.MaxLength)));
            log.ReadExactly(buffer, Frame, length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4)) != Checksum.Of(buffer.AsSpan(0, 4), buffer.AsSpan(Frame, length)))
                break;
            var slot = new RecordedSlot(ResultKey.From(buffer.AsSpan(Frame)), BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(Frame + ResultKey.Size)));
            found(slot, end + Frame + Header, length - Header);
            end += Frame + length;
        }

        return end;
    }
}
