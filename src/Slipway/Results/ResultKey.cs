using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.Results;

/// <summary>
/// What a result is recorded under: the SHA-256 of the caller's key and slot, the task, its version and its inputs. No call order is part of it.
/// </summary>
/// <param name="High">The first 16 bytes.</param>
/// <param name="Low">The last 16 bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResultKey(UInt128 High, UInt128 Low)
{
    /// <summary>How many bytes it has.</summary>
    public const int Size = 32;

    /// <summary>Reads it from <see cref="Size"/> bytes.</summary>
    public static ResultKey From(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>Writes it as <see cref="Size"/> bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    /// <summary>64 lower case hexadecimal digits.</summary>
    public override string ToString() => $"{High:x32}{Low:x32}";
}
