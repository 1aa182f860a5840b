namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>
/// CloudWatch Logs' filter patterns: terms of text, and conditions on JSON. Space-delimited patterns (<c>[a, b]</c>) and regular
/// expressions (<c>%…%</c>) are refused, not ignored.
/// </summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html</remarks>
internal sealed class FilterPattern
{
    private readonly Func<string, bool> _matches;

    private FilterPattern(Func<string, bool> matches) => _matches = matches;

    /// <summary>Reads a pattern. An empty one matches all.</summary>
    public static FilterPattern Parse(string pattern)
    {
        var text = pattern.Trim();
        if (text.StartsWith('{'))
        {
            var condition = new JsonPatternParser(text).Parse();
            return new(message => JsonPatternParser.Matches(condition, message));
        }

        if (text.StartsWith('[') || text.Contains('%', StringComparison.Ordinal))
        {
            throw LogsErrors.InvalidParameter($"Invalid filter pattern: LocalEcs reads neither space-delimited patterns nor regular expressions: {pattern}");
        }

        return new(Terms(text));
    }

    /// <summary>Whether an event's message fits.</summary>
    public bool Matches(string message) => _matches(message);

    // All plain terms, none with a minus, and at least one of those with a question mark when there are only such.
    private static Func<string, bool> Terms(string text)
    {
        var (all, none, any) = (new List<string>(), new List<string>(), new List<string>());
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            var list = text[i] switch { '-' => none, '?' => any, _ => all };
            i += list == all ? 0 : 1;
            list.Add(Term(text, ref i));
        }

        return message =>
            all.TrueForAll(term => message.Contains(term, StringComparison.Ordinal))
            && !none.Exists(term => message.Contains(term, StringComparison.Ordinal))
            && (any.Count == 0 || all.Count > 0 || any.Exists(term => message.Contains(term, StringComparison.Ordinal)));
    }

    private static string Term(string text, ref int i)
    {
        if (i < text.Length && text[i] == '"')
        {
            var end = text.IndexOf('"', i + 1);
            if (end < 0)
            {
                throw LogsErrors.InvalidParameter("Invalid filter pattern: a quotation mark is not closed.");
            }

            var phrase = text[(i + 1)..end];
            i = end + 1;
            return phrase;
        }

        var space = text.IndexOf(' ', i) is var at and >= 0 ? at : text.Length;
        var term = text[i..space];
        if (term.Length == 0 || !term.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            // documented: terms with other than alphanumeric characters and underscores need quotation marks.
            throw LogsErrors.InvalidParameter($"Invalid filter pattern: the term '{term}' needs quotation marks.");
        }

        i = space;
        return term;
    }
}
