using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Slipway.Core.Errors;

namespace Slipway.Core.Images;

/// <summary>
/// A range of versions, with the meaning that npm's <c>semver</c> gives it: <c>^1.0</c>, <c>~1.2</c>, <c>1.x</c>, <c>*</c>, <c>&gt;=1.2
/// &lt;2</c>, <c>=1.0.1</c>. Comparators are separated by blanks or commas, and all must hold. A pre-release is inside only when the range
/// names a pre-release of the same three numbers, or when it is asked for.
/// </summary>
public sealed class VersionRange
{
    private static readonly SearchValues<char> RangeSigns = SearchValues.Create("^~<>=*, ");
    private static readonly char[] Separators = [' ', ','];
    private static readonly string[] Operators = [">=", "<=", ">", "<", "=", "^", "~"];

    private readonly List<Bound> _bounds = [];
    private readonly List<SemanticVersion> _namedPrereleases = [];

    private VersionRange(string text) => Text = text;

    /// <summary>The range as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a range.</summary>
    /// <exception cref="SlipwayException"><c>version.bad-range</c>: it is not a range.</exception>
    public static VersionRange Parse(string text) =>
        TryParse(text, out var range)
            ? range
            : throw new SlipwayException(
                "version.bad-range",
                $"'{text}' is not a range of versions. Write ^1.0 (below 2.0.0), ~1.2 (below 1.3.0), 1.x, '>=1.2 <2', or one version such as 1.0.1.");

    /// <summary>Reads a range; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = null;
        if (string.IsNullOrWhiteSpace(text))
            return false;

        var read = new VersionRange(text.Trim());
        var comparators = Joined(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        range = comparators.Length > 0 && Array.TrueForAll(comparators, read.Add) ? read : null;
        return range is not null;
    }

    /// <summary>
    /// Whether text in the place of an image's tag is a range rather than a tag: <c>^1.0</c> and <c>1.x</c> are, <c>1.0</c> and
    /// <c>latest</c> are not.
    /// </summary>
    public static bool LooksLikeRange(string? text) =>
        text is { Length: > 0 }
        && (text.AsSpan().ContainsAny(RangeSigns) || (char.IsAsciiDigit(text[0]) && text.Split('.') is [.., "x" or "X"] parts && parts[..^1].All(p => p.All(char.IsAsciiDigit))));

    /// <summary>Whether the version is inside.</summary>
    /// <param name="version">The version.</param>
    /// <param name="includePrereleases">Whether pre-releases count like any other version.</param>
    public bool Contains(SemanticVersion version, bool includePrereleases = false)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (!_bounds.TrueForAll(bound => bound.Admits(version, includePrereleases)))
            return false;
        return !version.IsPrerelease
            || includePrereleases
            || _namedPrereleases.Exists(named => named.Major == version.Major && named.Minor == version.Minor && named.Patch == version.Patch);
    }

    /// <summary>The highest version inside, in its most exact spelling; null when none is.</summary>
    public TaggedVersion? Best(IEnumerable<string> tags, bool includePrereleases = false) =>
        TaggedVersion.From(tags).FirstOrDefault(tagged => Contains(tagged.Version, includePrereleases));

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Blanks between an operator and its version belong to neither.
    private static string Joined(string text)
    {
        var joined = text.Trim();
        foreach (var sign in "<>=^~")
        {
            while (joined.Contains(sign + " ", StringComparison.Ordinal))
                joined = joined.Replace(sign + " ", sign.ToString(), StringComparison.Ordinal);
        }

        return joined;
    }

    private bool Add(string comparator)
    {
        var sign = Array.Find(Operators, sign => comparator.StartsWith(sign, StringComparison.Ordinal)) ?? "";
        if (!TryParsePartial(comparator[sign.Length..], out var low, out var parts))
            return false;
        if (low.IsPrerelease)
            _namedPrereleases.Add(low);
        if (parts == 0)
        {
            AtLeast(low, partial: true);
            return sign is "" or "=" or ">=" or "<=" or "^" or "~";
        }

        // The first version after all that the written numbers cover: 1.2 covers 1.2.x.
        var past = parts switch
        {
            1 => Below(low.Major + 1, 0, 0),
            2 => Below(low.Major, low.Minor + 1, 0),
            _ => null,
        };
        var partial = past is not null;
        switch (sign)
        {
            case ">=":
                AtLeast(low, partial);
                break;
            case ">":
                if (past is null)
                    _bounds.Add(new Bound(low, IsUpper: false, Inclusive: false));
                else
                    AtLeast(new SemanticVersion(past.Major, past.Minor, past.Patch), partial);
                break;
            case "<":
                Under(parts == 3 ? low : Below(low.Major, low.Minor, low.Patch));
                break;
            case "<=":
                if (past is null)
                    _bounds.Add(new Bound(low, IsUpper: true, Inclusive: true));
                else
                    Under(past);
                break;
            case "^":
                AtLeast(low, partial);
                Under(low.Major > 0 || parts == 1 ? Below(low.Major + 1, 0, 0)
                    : low.Minor > 0 || parts == 2 ? Below(0, low.Minor + 1, 0)
                    : Below(0, 0, low.Patch + 1));
                break;
            case "~":
                AtLeast(low, partial);
                Under(parts == 1 ? Below(low.Major + 1, 0, 0) : Below(low.Major, low.Minor + 1, 0));
                break;
            default:
                AtLeast(low, partial);
                if (past is null)
                    _bounds.Add(new Bound(low, IsUpper: true, Inclusive: true));
                else
                    Under(past);
                break;
        }

        return true;
    }

    private void AtLeast(SemanticVersion version, bool partial) => _bounds.Add(new Bound(version, IsUpper: false, Inclusive: true, partial));

    private void Under(SemanticVersion version) => _bounds.Add(new Bound(version, IsUpper: true, Inclusive: false));

    // "-0" is the lowest pre-release: below it lies nothing of these three numbers.
    private static SemanticVersion Below(ulong major, ulong minor, ulong patch) => new(major, minor, patch, "0");

    // Reads 1, 1.x, 1.2, 1.2.*, 1.2.3-rc.1; parts counts the numbers that were given.
    private static bool TryParsePartial(string text, [NotNullWhen(true)] out SemanticVersion? version, out int parts)
    {
        var bare = text is ['v' or 'V', .. var rest] ? rest : text;
        var hyphen = bare.IndexOf('-', StringComparison.Ordinal);
        var pieces = (hyphen < 0 ? bare : bare[..hyphen]).Split('.');
        parts = Array.FindIndex(pieces, IsWildcard);
        version = null;
        if (parts < 0)
        {
            return SemanticVersion.TryParse(bare, minimumParts: 1, out version, out parts)
                && (parts == 3 || !version.IsPrerelease)
                && version.Build.Length == 0;
        }

        if (hyphen >= 0 || pieces.Length > 3 || !Array.TrueForAll(pieces[parts..], IsWildcard))
            return false;
        if (parts > 0)
            return SemanticVersion.TryParse(string.Join('.', pieces[..parts]), minimumParts: 1, out version, out parts);
        version = new SemanticVersion(0, 0, 0);
        return true;
    }

    private static bool IsWildcard(string piece) => piece is "x" or "X" or "*";

    // A lower bound that was not written in full (2, 2.x) begins, for who asks for pre-releases, with those of its first version.
    private readonly record struct Bound(SemanticVersion Version, bool IsUpper, bool Inclusive, bool Partial = false)
    {
        public bool Admits(SemanticVersion version, bool includePrereleases)
        {
            var limit = Partial && includePrereleases ? Below(Version.Major, Version.Minor, Version.Patch) : Version;
            var order = version.CompareTo(limit);
            return (order == 0 && Inclusive) || (IsUpper ? order < 0 : order > 0);
        }
    }
}
