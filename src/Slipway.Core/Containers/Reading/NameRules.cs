namespace Slipway.Core.Containers.Reading;

/// <summary>What names in settings may look like. Each rule returns what is wrong, or null.</summary>
internal static class NameRules
{
    /// <summary>Container, volume and family names (ECS API reference: up to 255 letters, digits, hyphens and underscores).</summary>
    public static string? Container(string name) =>
        name.Length is >= 1 and <= 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? null
            : $"'{name}' is not a name that ECS allows; use 1 to 255 letters, digits, '-' and '_'";

    /// <summary>Environment variables: anything that a process can be given.</summary>
    public static string? Variable(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAny('=', '\0') && !name.Any(char.IsWhiteSpace)
            ? null
            : $"'{name}' can't be the name of an environment variable; use letters, digits and '_'";

    /// <summary>A path inside a container.</summary>
    public static string? AbsolutePath(string path) =>
        path.StartsWith('/') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/')
            ? null
            : $"'{path}' must be an absolute path in the container, such as /data";

    /// <summary>Tags (ECS API reference, Tag: key up to 128 characters, no <c>aws:</c> prefix). <c>slipway:</c> is Slipway's own.</summary>
    public static string? Tag(string key) =>
        key.Length is 0 or > 128 ? "a tag's key has 1 to 128 characters"
        : key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? $"'{key}' can't be a tag: AWS keeps 'aws:' for itself"
        : key.StartsWith("slipway:", StringComparison.OrdinalIgnoreCase) ? $"'{key}' can't be a tag: Slipway keeps 'slipway:' for the tags it finds revisions by"
        : null;

    /// <summary>Options of a log driver.</summary>
    public static string? Option(string key) => key.Length == 0 ? "an option needs a name" : null;
}
