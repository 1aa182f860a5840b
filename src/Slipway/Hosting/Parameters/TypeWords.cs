using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Hosting.Parameters;

/// <summary>A parameter's type in words for people: what it takes, and an example that it does take.</summary>
/// <param name="Phrase">After "takes": <c>a date</c>.</param>
/// <param name="Placeholder">In a help page: <c>DATE</c>.</param>
/// <param name="Example">As typed on a command line.</param>
/// <param name="IsText">Whether JSON writes it in quotes.</param>
internal sealed record TypeWords(string Phrase, string Placeholder, string Example, bool IsText)
{
    private const int MostNamesInPlaceholder = 30;

    private static readonly Dictionary<Type, TypeWords> Known = new()
    {
        [typeof(string)] = new("text", "TEXT", "abc", true),
        [typeof(char)] = new("one character", "CHARACTER", "x", true),
        [typeof(bool)] = new("true or false", "true|false", "true", false),
        [typeof(byte)] = Whole(byte.MinValue, byte.MaxValue),
        [typeof(sbyte)] = Whole(sbyte.MinValue, sbyte.MaxValue),
        [typeof(short)] = Whole(short.MinValue, short.MaxValue),
        [typeof(ushort)] = Whole(ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = Whole(int.MinValue, int.MaxValue),
        [typeof(uint)] = Whole(uint.MinValue, uint.MaxValue),
        [typeof(long)] = Whole(long.MinValue, long.MaxValue),
        [typeof(ulong)] = Whole(ulong.MinValue, ulong.MaxValue),
        [typeof(Int128)] = new("a whole number", "N", "42", false),
        [typeof(Half)] = new("a number", "NUMBER", "2.5", false),
        [typeof(float)] = new("a number", "NUMBER", "2.5", false),
        [typeof(double)] = new("a number", "NUMBER", "2.5", false),
        [typeof(decimal)] = new("a number", "NUMBER", "2.5", false),
        [typeof(DateOnly)] = new("a date", "DATE", "2026-01-31", true),
        [typeof(DateTime)] = new("a date and time", "DATETIME", "2026-01-31T08:30:00", true),
        [typeof(DateTimeOffset)] = new("a date and time with offset", "DATETIME", "2026-01-31T08:30:00Z", true),
        [typeof(TimeOnly)] = new("a time of day", "TIME", "08:30:00", true),
        [typeof(TimeSpan)] = new("a time span (hours:minutes:seconds)", "SPAN", "01:30:00", true),
        [typeof(Guid)] = new("a GUID", "GUID", "0b2f4bd2-6f0f-4a57-9b8e-5a3f0c6d1e2a", true),
        [typeof(Uri)] = new("an address", "ADDRESS", "https://example.com/data", true),
        [typeof(Version)] = new("a version", "VERSION", "1.2.3", true),
    };

    /// <summary>The words of a type; those of <c>int?</c> are those of <c>int</c>.</summary>
    public static TypeWords Of(Type type, JsonSerializerOptions json)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Known.TryGetValue(type, out var known))
            return known;
        if (type.IsEnum)
            return OfEnum(type, json);
        if (ElementOf(type, json) is { } element)
        {
            var words = Of(element, json);
            return new TypeWords($"a list of values, each {words.Phrase}", words.Placeholder, words.Example, words.IsText);
        }

        return json.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary
            ? new TypeWords($"a JSON object ({type.Name})", "JSON", "{}", false)
            : new TypeWords($"a value of type {type.Name}, as JSON or as text", "VALUE", "abc", true);
    }

    /// <summary>The type of a list's items; null when it is no list.</summary>
    public static Type? ElementOf(Type type, JsonSerializerOptions json) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && json.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Enumerable } list ? list.ElementType : null;

    private static TypeWords Whole<T>(T least, T most)
        where T : IFormattable
    {
        var phrase = typeof(T) == typeof(int) || typeof(T) == typeof(long)
            ? "a whole number"
            : $"a whole number from {least.ToString(null, CultureInfo.InvariantCulture)} to {most.ToString(null, CultureInfo.InvariantCulture)}";
        return new TypeWords(phrase, "N", "42", false);
    }

    private static TypeWords OfEnum(Type type, JsonSerializerOptions json)
    {
        var names = new List<string>();
        var isText = true;
        foreach (var value in Enum.GetValues(type))
        {
            var element = JsonSerializer.SerializeToElement(value, type, json);
            isText = element.ValueKind == JsonValueKind.String;
            names.Add(isText ? element.GetString()! : element.GetRawText());
        }

        var joined = string.Join('|', names);
        return new TypeWords($"one of {string.Join(", ", names)}", joined.Length <= MostNamesInPlaceholder ? joined : "NAME", names.Count > 0 ? names[0] : "0", isText);
    }
}
