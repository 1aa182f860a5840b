using System.Buffers;
using System.Text.Json;

namespace Slipway.Results;

/// <summary>
/// One spelling for the JSON of equal inputs: members in the order of their names' bytes, no white space between them. Numbers stay as they were written,
/// unlike in RFC 8785, whose doubles make one of two large integers.
/// </summary>
internal static class CanonicalInputs
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> to)
    {
        // Without an object there is nothing to order.
        if (!json.Contains((byte)'{'))
        {
            to.Write(json);
            return;
        }

        var reader = new Utf8JsonReader(json, Deep);
        reader.Read();
        WriteValue(ref reader, json, to);
    }

    private static void WriteValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IBufferWriter<byte> to)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, json, to);
                break;
            case JsonTokenType.StartArray:
                to.Write("["u8);
                for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
                {
                    if (!first)
                        to.Write(","u8);
                    WriteValue(ref reader, json, to);
                }

                to.Write("]"u8);
                break;
            default:
                to.Write(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IBufferWriter<byte> to)
    {
        var members = new List<(Range Name, Range Value)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameStart = (int)reader.TokenStartIndex;
            var name = nameStart..(nameStart + reader.ValueSpan.Length + 2);
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add((name, valueStart..(int)reader.BytesConsumed));
        }

        var order = new int[members.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        SortByName(order, members, json);

        to.Write("{"u8);
        for (var i = 0; i < order.Length; i++)
        {
            var (name, value) = members[order[i]];
            if (i > 0)
                to.Write(","u8);
            to.Write(json[name]);
            to.Write(":"u8);
            Write(json[value], to);
        }

        to.Write("}"u8);
    }

    // By insertion: spans can't be captured by a comparison, and most objects come in one order anyway. Twins keep theirs.
    private static void SortByName(int[] order, List<(Range Name, Range Value)> members, ReadOnlySpan<byte> json)
    {
        for (var i = 1; i < order.Length; i++)
        {
            var moved = order[i];
            var name = json[members[moved].Name];
            // Where it goes is found by halving, so that a large dictionary costs few comparisons.
            var (low, high) = (0, i);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (json[members[order[middle]].Name].SequenceCompareTo(name) <= 0)
                    low = middle + 1;
                else
                    high = middle;
            }

            Array.Copy(order, low, order, low + 1, i - low);
            order[low] = moved;
        }
    }
}
