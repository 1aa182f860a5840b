namespace Slipway.Core.Containers;

/// <summary>
/// Writes the JSON paths by which problems name their place: <c>$.env.NAME</c>, <c>$.command[2]</c>, <c>$.mounts['/data']</c>. Whoever
/// knows line numbers keys them by the same text.
/// </summary>
public static class SettingsPath
{
    /// <summary>The document itself.</summary>
    public const string Root = "$";

    /// <summary>The path of a member of the object at <paramref name="parent"/>.</summary>
    public static string Member(string parent, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return plain ? $"{parent}.{name}" : $"{parent}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";
    }

    /// <summary>The path of an item of the list at <paramref name="parent"/>.</summary>
    public static string Item(string parent, int index) => $"{parent}[{index}]";
}
