using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.Running;

/// <summary>Takes out of output what differs from run to run.</summary>
public static partial class LaunchIds
{
    public static string Mask(string text) => Hex().Replace(New().Replace(text, "LAUNCH"), "ID");

    [GeneratedRegex("\\bl-[0-9a-f]{32}\\b")]
    private static partial Regex New();

    [GeneratedRegex("\\[request [^\\]]+\\]")]
    private static partial Regex Hex();
}
