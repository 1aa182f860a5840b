namespace Slipway.Cli.Demo;

/// <summary>A change of one line, read from a unified diff.</summary>
/// <param name="Text">The diff as it is.</param>
/// <param name="Before">The line as it was.</param>
/// <param name="After">The line as it becomes.</param>
internal sealed record OneLineChange(string Text, string Before, string After)
{
    /// <summary>Reads a diff.</summary>
    /// <exception cref="DemoException">It changes another number of lines.</exception>
    public static OneLineChange Parse(string diff)
    {
        var lines = diff.Split('\n');
        var before = Changed(lines, '-');
        var after = Changed(lines, '+');
        return before.Count == 1 && after.Count == 1
            ? new(diff, before[0], after[0])
            : throw new DemoException("demo.claim", $"The change from 1.0.0 to 1.0.1 should be one line, and takes away {before.Count} and adds {after.Count}.");
    }

    /// <summary>Makes the change in a text that holds the line once.</summary>
    /// <exception cref="DemoException">The text does not hold the line, or more than once.</exception>
    public string Apply(string text)
    {
        var lines = text.Split('\n');
        var places = lines.Index().Where(line => string.Equals(line.Item, Before, StringComparison.Ordinal)).Select(line => line.Index).ToList();
        if (places is not [var place])
            throw new DemoException("demo.claim", $"The line to change stands {places.Count} times in the queries, not once: {Before}");
        lines[place] = After;
        return string.Join('\n', lines);
    }

    private static List<string> Changed(string[] lines, char sign) =>
        [.. lines.Where(line => line.StartsWith(sign) && !line.StartsWith(new string(sign, 3), StringComparison.Ordinal)).Select(line => line[1..])];
}
