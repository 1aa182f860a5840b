using System.Globalization;
using Slipway.Core.Errors;

namespace Slipway.Cli.Revisions;

/// <summary>Reads <c>family:revision</c>.</summary>
internal static class RevisionNames
{
    private const int MaxFamily = 255;

    /// <summary>Reads a revision's name.</summary>
    /// <exception cref="SlipwayException"><c>revision.bad-name</c>.</exception>
    public static (string Family, int Revision) Parse(string text)
    {
        // The ARN that other tools show is as good.
        var name = text[(text.LastIndexOf('/') + 1)..];
        var colon = name.LastIndexOf(':');
        return colon > 0 && int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision > 0
            ? (Family(name[..colon]), revision)
            : throw new SlipwayException("revision.bad-name", $"'{text}' does not name a revision. Write family:revision, such as dbt-model:7, or its ARN.");
    }

    /// <summary>Reads a family's name.</summary>
    /// <exception cref="SlipwayException"><c>revision.bad-name</c>.</exception>
    public static string Family(string text) =>
        text.Length is > 0 and <= MaxFamily && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? text
            : throw new SlipwayException("revision.bad-name", $"'{text}' is not a family: letters, digits, '-' and '_', such as dbt-model.");
}
