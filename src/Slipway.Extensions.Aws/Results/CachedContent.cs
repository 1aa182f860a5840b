using System.Buffers.Binary;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>The format of a result that is kept between runs, as in files: a mark, when it expires (ticks, 0: never), a checksum of both that and the content, the content.</summary>
internal static class CachedContent
{
    private const int Header = 4 + 8 + 4;

    private static ReadOnlySpan<byte> Mark => "SLC1"u8;

    public static byte[] Write(ReadOnlySpan<byte> content, DateTimeOffset? expires)
    {
        var written = new byte[Header + content.Length];
        Mark.CopyTo(written);
        BinaryPrimitives.WriteInt64LittleEndian(written.AsSpan(4), expires?.UtcTicks ?? 0);
        content.CopyTo(written.AsSpan(Header));
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(12), Checksum.Of(written.AsSpan(4, 8), content));
        return written;
    }

    /// <summary>Null when it has expired, or is none.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> stored, DateTimeOffset now)
    {
        var bytes = stored.Span;
        if (bytes.Length < Header || !bytes.StartsWith(Mark) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != Checksum.Of(bytes.Slice(4, 8), bytes[Header..]))
            return default(ReadOnlyMemory<byte>?);
        var expires = BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]);
        return expires != 0 && expires <= now.UtcTicks ? default(ReadOnlyMemory<byte>?) : stored[Header..];
    }
}
