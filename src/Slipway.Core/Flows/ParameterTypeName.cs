namespace Slipway.Core.Flows;

/// <summary>The words that parameter types have in YAML and JSON.</summary>
public static class ParameterTypeName
{
    /// <summary>The types with their words, the most common first.</summary>
    public static IReadOnlyList<(string Word, ParameterType Type)> All { get; } =
    [
        ("string", ParameterType.String),
        ("integer", ParameterType.Integer),
        ("number", ParameterType.Number),
        ("boolean", ParameterType.Boolean),
        ("date", ParameterType.Date),
        ("date-time", ParameterType.DateTime),
        ("enum", ParameterType.Enum),
        ("list", ParameterType.List),
        ("object", ParameterType.Object),
    ];

    /// <summary>The word of a type.</summary>
    public static string Of(ParameterType type) => All.First(pair => pair.Type == type).Word;
}
