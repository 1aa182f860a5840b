using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>A value that is written as one string or number.</summary>
/// <param name="what">What is expected, for messages: "a list of names".</param>
/// <param name="schema">Its JSON Schema, whose <c>type</c> says which JSON types are accepted.</param>
/// <param name="read">Reads the text; numbers and booleans arrive as they were spelled.</param>
/// <param name="write">Writes the value.</param>
internal sealed class ScalarKind<TValue>(string what, Func<JsonObject> schema, ReadScalar<TValue> read, Func<TValue, JsonNode> write) : Kind<TValue>
    where TValue : notnull
{
    private readonly HashSet<string> _types = TypesOf(schema());

    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        var type = node.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "",
        };
        if (!_types.Contains(type))
            return at.Problem("settings.wrong-type", $"must be {what}, not {Found(node)}");

        var text = type == "string" ? node.GetValue<string>() : node.ToJsonString();
        return read(text, out value) is not { } problem || at.Problem("settings.bad-value", problem);
    }

    public override JsonNode Write(TValue value) => write(value);

    public override JsonObject Schema() => schema();

    private static HashSet<string> TypesOf(JsonObject schema)
    {
        var types = schema["type"] is JsonArray many ? many.Select(type => type!.GetValue<string>()) : [schema["type"]!.GetValue<string>()];
        return [.. types.Select(type => type == "integer" ? "number" : type)];
    }
}
