using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Core.Flows;

/// <summary>Reads the values of parameters, from YAML, JSON or the text of a command line.</summary>
public static class ParameterValue
{
    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <summary>Reads a value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="node">The value as it was written; a text stands for what it spells.</param>
    /// <param name="value">The value in the type's own form: numbers as JSON numbers, days as <c>2026-01-31</c>.</param>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public static string? Read(FlowParameter parameter, JsonNode node, out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(node);
        return (parameter.Type ?? ParameterType.String) switch
        {
            ParameterType.List => ReadList(parameter, Parsed(node), out value),
            ParameterType.Object => Parsed(node) is JsonObject map ? Done(map.DeepClone(), out value) : Wrong(node, "a JSON object, such as {\"a\": 1}", out value),
            ParameterType.Enum => ReadEnum(parameter, node, out value),
            var type => ReadScalar(type, node, out value),
        };
    }

    /// <summary>Puts the parameters of a run together: what was said, else the defaults.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="said">The values that were said.</param>
    /// <param name="values">All values; one that may be empty and is not said is null.</param>
    /// <returns>Everything that is wrong, by parameter.</returns>
    public static IReadOnlyList<(string Parameter, string Problem)> Bind(
        ContainerFlow flow, IReadOnlyDictionary<string, JsonNode> said, out IReadOnlyDictionary<string, JsonNode?> values)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(said);
        var problems = new List<(string, string)>();
        var known = flow.Parameters ?? new Dictionary<string, FlowParameter>();
        var bound = new OrderedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var name in said.Keys.Where(name => !known.ContainsKey(name)))
        {
            problems.Add((name, NameSuggestion.Nearest(name, known.Keys) is { } near
                ? $"is not a parameter of flow '{flow.Name}'; did you mean '{near}'?"
                : $"is not a parameter of flow '{flow.Name}'; it has: {(known.Count == 0 ? "none" : string.Join(", ", known.Keys))}"));
        }

        foreach (var (name, parameter) in known)
        {
            JsonNode? value = null;
            if (said.TryGetValue(name, out var node))
            {
                if (Read(parameter, node, out value) is { } problem)
                    problems.Add((name, problem));
            }
            else if (parameter.Default is { } byDefault)
            {
                Read(parameter, byDefault, out value);
            }
            else if (parameter.IsRequired)
            {
                problems.Add((name, $"has no value: it is a required {ParameterTypeName.Of(parameter.Type ?? ParameterType.String)}"
                    + (parameter.Description is { } description ? $" ({description.TrimEnd('.', '\n')})" : "")));
            }

            bound[name] = value;
        }

        values = bound;
        return problems;
    }

    private static string? ReadList(FlowParameter parameter, JsonNode? node, out JsonNode? value)
    {
        if (node is not JsonArray list)
            return Wrong(node, "a list, such as [1, 2]", out value);
        var read = new JsonArray();
        for (var i = 0; i < list.Count; i++)
        {
            var item = list[i]?.DeepClone();
            if (parameter.Items is { } type && (item is null ? "is empty" : Read(new FlowParameter { Type = type }, item, out item)) is { } problem)
            {
                value = null;
                return $"{problem} (item {i + 1})";
            }

            read.Add(item);
        }

        return Done(read, out value);
    }

    private static string? ReadEnum(FlowParameter parameter, JsonNode node, out JsonNode? value)
    {
        var values = parameter.Values ?? [];
        return node is JsonValue && values.Contains(Text(node), StringComparer.Ordinal)
            ? Done(JsonValue.Create(Text(node)), out value)
            : Wrong(node, $"one of: {string.Join(", ", values)}", out value);
    }

    private static string? ReadScalar(ParameterType type, JsonNode node, out JsonNode? value)
    {
        if (node is not JsonValue)
            return Wrong(node, Expected(type), out value);
        var text = Text(node);
        JsonNode? read = type switch
        {
            ParameterType.String => JsonValue.Create(text),
            ParameterType.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            ParameterType.Number => Number(text),
            ParameterType.Boolean when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            ParameterType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => JsonValue.Create(text),
            ParameterType.DateTime when HasOffset(text)
                && DateTimeOffset.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => JsonValue.Create(Iso(at)),
            _ => null,
        };
        return read is null ? Wrong(node, Expected(type), out value) : Done(read, out value);
    }

    private static string Expected(ParameterType type) => type switch
    {
        ParameterType.String => "a text",
        ParameterType.Integer => "a whole number",
        ParameterType.Number => "a number",
        ParameterType.Boolean => "true or false",
        ParameterType.Date => "a day, such as 2026-01-31",
        ParameterType.DateTime => "a time with its offset, such as 2026-01-31T03:00:00Z or 2026-01-31T03:00:00+01:00",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a scalar."),
    };

    private static JsonValue? Number(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Without an offset it would mean another instant on another machine.
    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private static string Iso(DateTimeOffset at) =>
        at.ToString(at.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    // On a command line lists and objects are JSON in a text.
    private static JsonNode? Parsed(JsonNode node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return node;
        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            return node;
        }
    }

    private static string Text(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    private static string? Done(JsonNode? read, out JsonNode? value)
    {
        value = read;
        return null;
    }

    private static string Wrong(JsonNode? node, string expected, out JsonNode? value)
    {
        value = null;
        var found = node switch
        {
            null => "nothing",
            JsonObject => "an object",
            JsonArray => "a list",
            _ => $"'{Text(node)}'",
        };
        return $"must be {expected}, not {found}";
    }
}
