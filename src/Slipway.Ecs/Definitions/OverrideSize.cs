using System.Buffers;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// How many characters of RunTask's overrides something takes, JSON punctuation included: ECS allows 8,192 in all ("This includes the JSON
/// formatting characters of the override structure", RunTask, API reference).
/// </summary>
public static class OverrideSize
{
    /// <summary>All that fits.</summary>
    public const int Limit = 8192;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', 95).Select(code => (char)code).Except("\"\\&'+<>`")]);

    // {"containerOverrides":[{"name":"","command":[],"environment":[]}],"cpu":"196608","memory":"1000000","ephemeralStorage":{"sizeInGiB":200},"taskRoleArn":""}
    private const int Structure = 160;

    // {"name":"","value":""},
    private const int PerVariable = 23;

    // "",
    private const int PerWord = 3;

    /// <summary>What everything but the environment takes.</summary>
    public static int OfOthers(string container, IReadOnlyList<string>? command, string? taskRoleArn)
    {
        ArgumentNullException.ThrowIfNull(container);
        var size = Structure + Escaped(container) + Escaped(taskRoleArn ?? "");
        foreach (var word in command ?? [])
            size += PerWord + Escaped(word);
        return size;
    }

    /// <summary>What the environment takes.</summary>
    public static int OfEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var size = 0;
        foreach (var (name, value) in environment)
            size += PerVariable + Escaped(name) + Escaped(value);
        return size;
    }

    // As the request's own encoder writes it: \u and four digits for what is not plain ASCII or has a meaning in JSON or HTML.
    private static int Escaped(string text)
    {
        var escapes = 0;
        for (var rest = text.AsSpan(); rest.IndexOfAnyExcept(Plain) is >= 0 and var at; rest = rest[(at + 1)..])
            escapes++;
        return text.Length + (escapes * 5);
    }
}
