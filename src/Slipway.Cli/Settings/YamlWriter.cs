using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Settings;

/// <summary>Writes JSON as YAML that people read and <see cref="YamlReader"/> reads back the same.</summary>
internal static class YamlWriter
{
    private const string Indent = "  ";
    private const int MaxFlow = 80;
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the members of a map, indented by <paramref name="depth"/> steps.</summary>
    public static void Write(StringBuilder output, JsonObject map, int depth = 0)
    {
        foreach (var (name, value) in map)
        {
            Pad(output, depth);
            output.Append(Text(name)).Append(':');
            Value(output, value, depth);
        }
    }

    private static void Value(StringBuilder output, JsonNode? value, int depth)
    {
        if (Flow(value) is { } flow && flow.Length <= MaxFlow)
        {
            output.Append(' ').Append(flow).Append('\n');
            return;
        }

        output.Append('\n');
        if (value is JsonObject map)
        {
            Write(output, map, depth + 1);
            return;
        }

        foreach (var item in value!.AsArray())
        {
            Pad(output, depth + 1);
            if (item is JsonObject { Count: > 0 } entry && Flow(entry) is { Length: > MaxFlow })
            {
                var text = new StringBuilder();
                Write(text, entry, depth + 2);
                output.Append("- ").Append(text.ToString().TrimStart());
            }
            else
            {
                output.Append("- ").Append(Flow(item)).Append('\n');
            }
        }
    }

    // On one line; null for a map that reads better on several.
    private static string? Flow(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonObject map => map.All(member => member.Value is JsonValue) && map.Count <= 2 && Inside(map) is { Length: <= MaxFlow / 2 } inside ? inside : null,
        JsonArray list => $"[{string.Join(", ", list.Select(item => item is JsonObject map ? Inside(map) : Flow(item) ?? "null"))}]",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => Text(scalar.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Inside(JsonObject map) =>
        $"{{{string.Join(", ", map.Select(member => $"{Text(member.Key)}: {(member.Value is JsonObject inner ? Inside(inner) : Flow(member.Value))}"))}}}";

    // Plain where it means the same text in every place of a document; in JSON's quotes, which are YAML's too, otherwise.
    private static string Text(string text)
    {
        var plain = text.Length > 0
            && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '/' or '_')
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ' ' or '+' or '=' or '@')
            && !text.EndsWith(' ')
            && !LooksLikeANumber(text)
            && new SettingsScalar(text, IsString: false, Origin.Default).ToJson() is JsonValue read
            && read.GetValueKind() == JsonValueKind.String
            && text.ToUpperInvariant() is not ("Y" or "N" or "YES" or "NO" or "ON" or "OFF");
        return plain ? text : JsonSerializer.Serialize(text, Quoted);
    }

    // An account such as 000000000000 is text to Slipway, and zero to many another reader of YAML.
    private static bool LooksLikeANumber(string text) => char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiHexDigit(c) || c is '.' or '_' or '-' or '+' or 'x' or 'o');

    private static void Pad(StringBuilder output, int depth)
    {
        for (var i = 0; i < depth; i++)
            output.Append(Indent);
    }
}
