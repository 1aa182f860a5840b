using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Core.Expressions;

/// <summary>The values that expressions of one task run stand for.</summary>
public sealed record ExpressionScope
{
    /// <summary>The flow run.</summary>
    public required string RunId { get; init; }

    /// <summary>The flow run's parameters; one without a value is null or absent.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>The values of the task's own matrix.</summary>
    public IReadOnlyDictionary<string, string> Matrix { get; init; } = new Dictionary<string, string>();

    /// <summary>The results of the tasks that have ended; null for a task that wrote none.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Results { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Puts values into a text that is an expression; any other text is its own value.</summary>
    /// <param name="text">An argument or environment value.</param>
    /// <param name="value">The text to use; null when the expression stands for JSON's null or a parameter without a value.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public string? Substitute(string text, out string? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = text;
        if (!Expression.IsIn(text))
            return null;
        if (!Expression.TryParse(text, out var expression, out var problem))
            return problem;
        problem = Find(expression, out var node);
        value = problem is null ? ToText(node) : null;
        return problem;
    }

    /// <summary>Finds the value that an expression stands for.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="value">The value; null is JSON's null.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public string? Find(Expression expression, out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(expression);
        value = null;
        switch (expression.Root)
        {
            case ExpressionRoot.Run:
                value = RunId;
                return null;
            case ExpressionRoot.Matrix:
                value = Matrix.GetValueOrDefault(expression.Name);
                return value is null ? $"the task has no matrix value '{expression.Name}'" : null;
            case ExpressionRoot.Parameters:
                Parameters.TryGetValue(expression.Name, out var parameter);
                return Follow(parameter, expression, $"parameter '{expression.Name}'", out value);
            default:
                Results.TryGetValue(expression.Name, out var result);
                return result is null
                    ? $"task '{expression.Name}' wrote no result; a task writes JSON into the file that its environment variable {TaskResult.FileVariable} names"
                    : Follow(result, expression, $"the result of task '{expression.Name}'", out value);
        }
    }

    /// <summary>The text that a value becomes: texts as they are, numbers as they are spelled, objects and lists as compact JSON; null stays null.</summary>
    public static string? ToText(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Null => null,
        _ => value.ToJsonString(Compact),
    };

    private static JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Follow(JsonNode? from, Expression expression, string what, out JsonNode? value)
    {
        value = from;
        foreach (var step in expression.Path)
        {
            switch (value)
            {
                case JsonObject map when step.Member is { } name:
                    if (!map.TryGetPropertyValue(name, out value))
                        return $"{what} has no '{name}'; it has: {Names(map)}";
                    break;
                case JsonArray list when step.Member is null:
                    if (step.Index >= list.Count)
                        return $"{what} has {list.Count} item{(list.Count == 1 ? "" : "s")} where {step} is asked for";
                    value = list[step.Index];
                    break;
                default:
                    return $"{what} has {Kind(value)} where '{step}' is asked for";
            }

            what = $"{what}{step}";
        }

        return null;
    }

    private static string Names(JsonObject map) => map.Count == 0 ? "nothing" : string.Join(", ", map.Select(member => member.Key).Take(20));

    private static string Kind(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => "one value",
    };
}
