namespace Slipway.Core.Flows;

/// <summary>What the names in a flow may look like. Each rule returns what is wrong, or null.</summary>
internal static class FlowNames
{
    public const int MaxLength = 64;

    /// <summary>Names of flows.</summary>
    public static string? Flow(string name) => IsName(name)
        ? null
        : $"'{name}' can't be the name of a flow; use 1 to {MaxLength} letters, digits, '-' and '_', the first of them a letter";

    /// <summary>Names of tasks: they stand in expressions, launch ids and log prefixes.</summary>
    public static string? Task(string name) => IsName(name)
        ? null
        : $"'{name}' can't be the name of a task; use 1 to {MaxLength} letters, digits, '-' and '_', the first of them a letter";

    /// <summary>Names of parameters.</summary>
    public static string? Parameter(string name) => IsName(name)
        ? null
        : $"'{name}' can't be the name of a parameter; use 1 to {MaxLength} letters, digits, '-' and '_', the first of them a letter";

    /// <summary>Names of a matrix's axes.</summary>
    public static string? Axis(string name) => IsName(name)
        ? null
        : $"'{name}' can't be the name of a matrix value; use 1 to {MaxLength} letters, digits, '-' and '_', the first of them a letter";

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= MaxLength && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
