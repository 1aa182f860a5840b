using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>Reads a JSON filter pattern: <c>{ $.a.b = "x" &amp;&amp; ($.n &gt; 5 || $.c IS TRUE) }</c>.</summary>
/// <param name="text">The pattern with its braces.</param>
internal sealed class JsonPatternParser(string text)
{
    private static readonly string[] Comparisons = ["!=", "<=", ">=", "=", "<", ">"];

    private int _at;

    /// <summary>Reads the whole pattern.</summary>
    public Func<JsonNode, bool> Parse()
    {
        Expect("{");
        var condition = Either();
        Expect("}");
        Space();
        return _at == text.Length ? condition : throw Wrong("the end");
    }

    /// <summary>Whether a message is JSON that meets a condition.</summary>
    public static bool Matches(Func<JsonNode, bool> condition, string message)
    {
        try
        {
            return JsonNode.Parse(message) is { } json && condition(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Func<JsonNode, bool> Either()
    {
        var left = Both();
        while (Take("||"))
        {
            var (first, second) = (left, Both());
            left = json => first(json) || second(json);
        }

        return left;
    }

    private Func<JsonNode, bool> Both()
    {
        var left = Condition();
        while (Take("&&"))
        {
            var (first, second) = (left, Condition());
            left = json => first(json) && second(json);
        }

        return left;
    }

    private Func<JsonNode, bool> Condition()
    {
        if (Take("("))
        {
            var inner = Either();
            Expect(")");
            return inner;
        }

        var path = Selector();
        if (Take("IS NULL"))
        {
            return json => Select(json, path) is (true, null);
        }

        if (Take("IS TRUE"))
        {
            return json => Select(json, path).Value?.GetValueKind() == JsonValueKind.True;
        }

        if (Take("IS FALSE"))
        {
            return json => Select(json, path).Value?.GetValueKind() == JsonValueKind.False;
        }

        if (Take("NOT EXISTS"))
        {
            return json => !Select(json, path).Found;
        }

        var comparison = Array.Find(Comparisons, Take) ?? throw Wrong("a comparison");
        return Compare(path, comparison, Value());
    }

    private static Func<JsonNode, bool> Compare(IReadOnlyList<string> path, string comparison, string value)
    {
        if (comparison is "=" or "!=")
        {
            return json => Select(json, path) is (true, { } found) && Equal(found, value) == (comparison == "=");
        }

        var number = double.TryParse(value, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw LogsErrors.InvalidParameter($"Invalid filter pattern: '{value}' is not a number.");
        return json => Select(json, path).Value is { } found && found.GetValueKind() == JsonValueKind.Number && found.GetValue<double>() is var actual && comparison switch
        {
            "<" => actual < number,
            "<=" => actual <= number,
            ">" => actual > number,
            _ => actual >= number,
        };
    }

    // Numbers compare as numbers; text may have * at any place.
    private static bool Equal(JsonNode found, string value) => found.GetValueKind() switch
    {
        JsonValueKind.Number => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && found.GetValue<double>() == number,
        JsonValueKind.String => Wildcard(found.GetValue<string>(), value),
        JsonValueKind.True => value == "true",
        JsonValueKind.False => value == "false",
        _ => false,
    };

    private static bool Wildcard(string actual, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return actual == pattern;
        }

        if (!actual.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts.AsSpan(1, parts.Length - 2))
        {
            at = actual.IndexOf(part, at, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return actual.Length - at >= parts[^1].Length && actual.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static (bool Found, JsonNode? Value) Select(JsonNode json, IReadOnlyList<string> path)
    {
        JsonNode? value = json;
        foreach (var name in path)
        {
            if (value is JsonObject structure && structure.TryGetPropertyValue(name, out var member))
            {
                value = member;
            }
            else if (value is JsonArray array && int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < array.Count)
            {
                value = array[index];
            }
            else
            {
                return (false, null);
            }
        }

        return (true, value);
    }

    private List<string> Selector()
    {
        Expect("$");
        var path = new List<string>();
        while (_at < text.Length && text[_at] is '.' or '[')
        {
            var close = text[_at++] == '[' ? ']' : '\0';
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '@'))
            {
                _at++;
            }

            path.Add(_at > start ? text[start.._at] : throw Wrong("a member's name"));
            if (close != '\0' && (_at == text.Length || text[_at++] != close))
            {
                throw Wrong("]");
            }
        }

        return path.Count > 0 ? path : throw Wrong("a selector such as $.name");
    }

    private string Value()
    {
        Space();
        if (_at < text.Length && text[_at] == '"')
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
                value.Append(text[_at]);
            }

            Expect("\"");
            return value.ToString();
        }

        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '+' or '.' or '_' or '*'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Wrong("a value");
    }

    private bool Take(string token)
    {
        Space();
        if (!text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Wrong(token);
        }
    }

    private void Space()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private Protocol.AwsServiceException Wrong(string expected) =>
        LogsErrors.InvalidParameter($"Invalid filter pattern: {expected} is expected at character {_at + 1} of {text}");
}
