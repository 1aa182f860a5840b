using System.Globalization;

namespace Slipway.Extensions.Aws;

/// <summary>The keys of a run's log: <c>log/0000000007</c>, and <c>log/0000000064.from-0000000001</c> for several in one.</summary>
internal sealed class LogNames(string prefix)
{
    private const string From = ".from-";

    public string Prefix { get; } = prefix + "log/";

    public string Of(long position) => $"{Prefix}{position:D10}";

    public string OfSeveral(long first, long last) => $"{Prefix}{last:D10}{From}{first:D10}";

    /// <summary>Null for what this version did not write.</summary>
    public LogObject? Read(string key)
    {
        var parts = key[Prefix.Length..].Split(From);
        if (parts.Length > 2 || !TryPosition(parts[0], out var last))
            return null;
        var first = last;
        return parts.Length == 1 || TryPosition(parts[1], out first) ? new LogObject(key, first, last) : null;
    }

    private static bool TryPosition(string text, out long position) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position);
}
