using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// Writes JSON by the JSON Canonicalization Scheme (RFC 8785): one spelling for every document, so that equal documents have equal bytes.
/// Members are ordered by UTF-16 code units, numbers are written as ECMAScript does, strings with the fewest escapes, and there is no white
/// space.
/// </summary>
public static class CanonicalJson
{
    private const string LowerHex = "0123456789abcdef";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    /// <summary>Writes a document as canonical UTF-8.</summary>
    /// <exception cref="FormatException">It holds a number that no double can stand for, or half of a surrogate pair.</exception>
    public static byte[] ToUtf8(JsonNode? node)
    {
        var text = ToText(node);
        return Encode(text);
    }

    /// <summary>Writes a document as canonical text.</summary>
    /// <exception cref="FormatException">It holds a number that no double can stand for, or half of a surrogate pair.</exception>
    public static string ToText(JsonNode? node)
    {
        var text = new StringBuilder(1024);
        Write(text, node);
        return text.ToString();
    }

    /// <summary>Encodes canonical text.</summary>
    /// <exception cref="FormatException">It holds half of a surrogate pair.</exception>
    internal static byte[] Encode(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new FormatException("Text with half of a surrogate pair in it has no canonical form (RFC 8785, section 3.2.2.2).", exception);
        }
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members);
                break;
            case JsonArray items:
                WriteArray(text, items);
                break;
            default:
                WriteScalar(text, node.AsValue());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members)
    {
        var count = members.Count;
        var names = ArrayPool<string>.Shared.Rent(Math.Max(count, 1));
        try
        {
            for (var i = 0; i < count; i++)
                names[i] = members.GetAt(i).Key;
            Array.Sort(names, 0, count, StringComparer.Ordinal);

            text.Append('{');
            for (var i = 0; i < count; i++)
            {
                if (i > 0)
                    text.Append(',');
                WriteString(text, names[i]);
                text.Append(':');
                Write(text, members[names[i]]);
            }

            text.Append('}');
        }
        finally
        {
            ArrayPool<string>.Shared.Return(names, clearArray: true);
        }
    }

    private static void WriteArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            Write(text, items[i]);
        }

        text.Append(']');
    }

    private static void WriteScalar(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Number:
                text.Append(value.TryGetValue<int>(out var whole) ? whole.ToString() : EcmaScriptNumber.Write(Number(value)));
                break;
            default:
                throw new FormatException($"A value of kind {value.GetValueKind()} has no canonical form.");
        }
    }

    private static double Number(JsonValue value)
    {
        var number = value.TryGetValue<double>(out var direct) ? direct : double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new FormatException($"The number {value.ToJsonString()} is too large for JSON's canonical form (RFC 8785 knows doubles only).");
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var at)
        {
            text.Append(rest[..at]);
            WriteEscape(text, rest[at]);
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }

    private static void WriteEscape(StringBuilder text, char character)
    {
        text.Append('\\');
        _ = character switch
        {
            '\b' => text.Append('b'),
            '\t' => text.Append('t'),
            '\n' => text.Append('n'),
            '\f' => text.Append('f'),
            '\r' => text.Append('r'),
            '"' or '\\' => text.Append(character),
            _ => text.Append("u00").Append(LowerHex[character >> 4]).Append(LowerHex[character & 0xF]),
        };
    }
}
