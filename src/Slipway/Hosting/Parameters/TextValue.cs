using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Hosting.Parameters;

/// <summary>Turns what was typed into JSON, as the parameter's type wants it. Whether it fits is for the type's converter to say.</summary>
internal static class TextValue
{
    /// <summary>The JSON of a parameter's text; several texts only for a list.</summary>
    public static JsonNode? ToJson(Type type, IReadOnlyList<string> texts, JsonSerializerOptions json)
    {
        if (TypeWords.ElementOf(type, json) is { } element)
        {
            return texts is [var only] && only.TrimStart().StartsWith('[') && Parsed(only) is JsonArray array
                ? array
                : new JsonArray([.. texts.Select(text => One(element, text, json))]);
        }

        return One(type, texts[^1], json);
    }

    private static JsonNode? One(Type type, string text, JsonSerializerOptions json)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? JsonValue.Create(truth) : JsonValue.Create(text);
        if (IsNumber(type))
            return Parsed(text) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : JsonValue.Create(text);
        if (type == typeof(string) || json.GetTypeInfo(type).Kind == JsonTypeInfoKind.None)
            return JsonValue.Create(text);
        return Parsed(text) ?? JsonValue.Create(text);
    }

    private static bool IsNumber(Type type) =>
        type == typeof(Int128) || type == typeof(Half) || (!type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal);

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
