using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Core.Containers;

namespace Slipway.Core.Expressions;

/// <summary>
/// A reference to a value that is known only when a task starts: <c>${{ parameters.day }}</c>, <c>${{ tasks.extract.result.rows }}</c>,
/// <c>${{ matrix.region }}</c>, <c>${{ run.id }}</c>. It stands for a whole argument or environment value, and calculates nothing.
/// </summary>
public sealed record Expression
{
    /// <summary>How an expression begins.</summary>
    public const string Open = "${{";

    /// <summary>How an expression ends.</summary>
    public const string Close = "}}";

    private const int MaxSteps = 20;
    private static readonly string[] Roots = ["parameters", "tasks", "matrix", "run"];

    private Expression(ExpressionRoot root, string name, IReadOnlyList<ExpressionStep> path)
    {
        Root = root;
        Name = name;
        Path = path;
    }

    /// <summary>What the first word names.</summary>
    public ExpressionRoot Root { get; }

    /// <summary>The parameter, the task, the matrix's axis, or <c>id</c>.</summary>
    public string Name { get; }

    /// <summary>The way into the value: for <c>tasks.extract.result.rows</c> it is <c>.rows</c>.</summary>
    public IReadOnlyList<ExpressionStep> Path { get; }

    /// <summary>Whether a text holds an expression, or the beginning of one.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(Open, StringComparison.Ordinal);
    }

    /// <summary>Reads a text that is one expression and nothing else.</summary>
    /// <param name="text">The text, with <c>${{</c> and <c>}}</c>.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="problem">What is wrong, and what would be valid.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        expression = null;
        var trimmed = text.AsSpan().Trim();
        if (!trimmed.StartsWith(Open) || !trimmed.EndsWith(Close) || trimmed[Open.Length..].Contains(Open, StringComparison.Ordinal)
            || trimmed[..^Close.Length].Contains(Close, StringComparison.Ordinal))
        {
            problem = Unbalanced(text)
                ? $"'{text}' has an expression that does not end; write '${{{{ parameters.day }}}}'"
                : $"'{text}' has text around an expression: an expression stands for a whole argument or a whole environment value. "
                    + "Give it an argument of its own (--day, then the expression), or pass it by an environment variable and put the text together there";
            return false;
        }

        var parts = new List<ExpressionStep>();
        problem = Split(trimmed[Open.Length..^Close.Length].Trim(), parts);
        problem ??= Build(parts, out expression);
        if (problem is not null)
            problem = $"'{text}' {problem}";
        return problem is null;
    }

    /// <inheritdoc/>
    public override string ToString() => Root switch
    {
        ExpressionRoot.Tasks => $"tasks{new ExpressionStep(Name, 0)}.result{string.Concat(Path)}",
        _ => $"{Roots[(int)Root]}{new ExpressionStep(Name, 0)}{string.Concat(Path)}",
    };

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && Root == other.Root && Name == other.Name && Path.SequenceEqual(other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Root, Name, Path.Count);

    private static bool Unbalanced(string text)
    {
        var open = text.LastIndexOf(Open, StringComparison.Ordinal);
        return text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal) < 0;
    }

    private static string? Split(ReadOnlySpan<char> text, List<ExpressionStep> parts)
    {
        const string Forms = "write a path, such as tasks.extract.result.rows, tasks.extract.result[0] or parameters.day";
        while (!text.IsEmpty)
        {
            if (parts.Count == MaxSteps)
                return $"has more than {MaxSteps} steps";
            if (text[0] == '[')
            {
                var end = text.IndexOf(']');
                if (end < 0 || parts.Count == 0)
                    return $"is not a path; {Forms}";
                var inside = text[1..end].Trim();
                if (inside.Length >= 2 && inside[0] is '\'' or '"' && inside[^1] == inside[0])
                    parts.Add(new ExpressionStep(inside[1..^1].ToString(), 0));
                else if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                    parts.Add(new ExpressionStep(null, index));
                else
                    return $"has '[{inside}]', which is neither a number nor a name in quotes; {Forms}";
                text = text[(end + 1)..];
                continue;
            }

            if (parts.Count > 0)
            {
                if (text[0] != '.')
                    return $"is not a path: expressions calculate nothing; {Forms}";
                text = text[1..];
            }

            var length = 0;
            while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-'))
                length++;
            if (length == 0)
                return $"is not a path: expressions calculate nothing; {Forms}";
            parts.Add(new ExpressionStep(text[..length].ToString(), 0));
            text = text[length..];
        }

        return parts.Count == 0 ? $"is empty; {Forms}" : null;
    }

    private static string? Build(List<ExpressionStep> parts, out Expression? expression)
    {
        expression = null;
        var word = parts[0].Member!;
        var at = Array.IndexOf(Roots, word);
        if (at < 0)
        {
            return NameSuggestion.Nearest(word, Roots) is { } near
                ? $"begins with '{word}'; did you mean '{near}'?"
                : $"begins with '{word}'; it may begin with: {string.Join(", ", Roots)}";
        }

        var root = (ExpressionRoot)at;
        if (parts.Count < 2 || parts[1].Member is not { } name)
            return root == ExpressionRoot.Run ? "names nothing; write run.id" : $"names nothing; write {word}.NAME";
        switch (root)
        {
            case ExpressionRoot.Run when name != "id" || parts.Count > 2:
                return "is not known; of the run there is run.id";
            case ExpressionRoot.Matrix when parts.Count > 2:
                return "goes into a value of the matrix, which is one text";
            case ExpressionRoot.Tasks when parts.Count < 3 || parts[2].Member != "result":
                return $"does not say what of the task; write tasks{new ExpressionStep(name, 0)}.result, or a member of it";
            default:
                expression = new Expression(root, name, [.. parts.Skip(root == ExpressionRoot.Tasks ? 3 : 2)]);
                return null;
        }
    }
}
