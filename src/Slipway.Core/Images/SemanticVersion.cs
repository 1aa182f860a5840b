using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Core.Errors;

namespace Slipway.Core.Images;

/// <summary>
/// A version by Semantic Versioning 2.0.0 (semver.org). Equality and order follow its precedence, so build metadata does not count.
/// </summary>
public sealed class SemanticVersion : IComparable<SemanticVersion>, IEquatable<SemanticVersion>
{
    private readonly string[] _prerelease;

    internal SemanticVersion(ulong major, ulong minor, ulong patch, string prerelease = "", string build = "")
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
        Build = build;
        _prerelease = prerelease.Length == 0 ? [] : prerelease.Split('.');
    }

    /// <summary>The first number.</summary>
    public ulong Major { get; }

    /// <summary>The second number.</summary>
    public ulong Minor { get; }

    /// <summary>The third number.</summary>
    public ulong Patch { get; }

    /// <summary>What follows the hyphen, such as <c>rc.1</c>; empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>What follows the plus sign; empty when there is none.</summary>
    public string Build { get; }

    /// <summary>Whether it comes before the release of the same numbers.</summary>
    public bool IsPrerelease => _prerelease.Length > 0;

    /// <summary>Reads a version strictly: three numbers, then optionally pre-release and build metadata.</summary>
    /// <exception cref="SlipwayException"><c>version.invalid</c>: it is not a version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version)
            ? version
            : throw new SlipwayException("version.invalid", $"'{text}' is not a semantic version; write three numbers, such as 1.0.1 or 2.0.0-rc.1.");

    /// <summary>Reads a version strictly; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version) =>
        TryParse(text, minimumParts: 3, out version, out _);

    /// <summary>
    /// Reads an image tag as people write versions: <c>1.2.3</c>, <c>v1.2.3</c>, and <c>1.2</c> (read as 1.2.0). A number alone (<c>16</c>,
    /// <c>20240115</c>) is no version: such tags are dates, build numbers, or names that move.
    /// </summary>
    public static bool TryParseTag(string? tag, [NotNullWhen(true)] out SemanticVersion? version) =>
        TryParse(tag is ['v' or 'V', .. var rest] ? rest : tag, minimumParts: 2, out version, out _);

    /// <summary>Compares by precedence (semver.org, section 11).</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = Minor.CompareTo(other.Minor);
        if (order == 0)
            order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : ComparePrerelease(_prerelease, other._prerelease);
    }

    /// <inheritdoc/>
    public bool Equals(SemanticVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SemanticVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, Prerelease);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" + Prerelease : "")}{(Build.Length > 0 ? "+" + Build : "")}";

    /// <summary>Equal precedence.</summary>
    public static bool operator ==(SemanticVersion? left, SemanticVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Different precedence.</summary>
    public static bool operator !=(SemanticVersion? left, SemanticVersion? right) => !(left == right);

    /// <summary>Lower precedence.</summary>
    public static bool operator <(SemanticVersion? left, SemanticVersion? right) => Comparer<SemanticVersion>.Default.Compare(left, right) < 0;

    /// <summary>Higher precedence.</summary>
    public static bool operator >(SemanticVersion? left, SemanticVersion? right) => right < left;

    /// <summary>Lower or equal precedence.</summary>
    public static bool operator <=(SemanticVersion? left, SemanticVersion? right) => !(right < left);

    /// <summary>Higher or equal precedence.</summary>
    public static bool operator >=(SemanticVersion? left, SemanticVersion? right) => !(left < right);

    /// <summary>Reads one to three numbers, missing ones as 0, with what may follow them.</summary>
    internal static bool TryParse(string? text, int minimumParts, [NotNullWhen(true)] out SemanticVersion? version, out int parts)
    {
        version = null;
        parts = 0;
        if (string.IsNullOrEmpty(text))
            return false;

        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var build = plus < 0 ? "" : text[(plus + 1)..];
        var main = plus < 0 ? text : text[..plus];
        var hyphen = main.IndexOf('-', StringComparison.Ordinal);
        var prerelease = hyphen < 0 ? "" : main[(hyphen + 1)..];
        var numbers = (hyphen < 0 ? main : main[..hyphen]).Split('.');
        parts = numbers.Length;
        if (parts < minimumParts || parts > 3
            || (plus >= 0 && !build.Split('.').All(IsIdentifier))
            || (hyphen >= 0 && !prerelease.Split('.').All(IsPrereleaseIdentifier)))
            return false;

        Span<ulong> values = [0, 0, 0];
        for (var i = 0; i < parts; i++)
        {
            if (!IsNumber(numbers[i]) || !ulong.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
                return false;
        }

        version = new SemanticVersion(values[0], values[1], values[2], prerelease, build);
        return true;
    }

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsPrereleaseIdentifier(string text) => IsIdentifier(text) && (!text.All(char.IsAsciiDigit) || IsNumber(text));

    // "Numeric identifiers MUST NOT include leading zeroes" (section 9).
    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static int ComparePrerelease(string[] left, string[] right)
    {
        if (left.Length == 0 || right.Length == 0)
            return right.Length.CompareTo(left.Length);

        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = CompareIdentifiers(left[i], right[i]);
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareIdentifiers(string left, string right)
    {
        var leftIsNumber = left.All(char.IsAsciiDigit);
        if (leftIsNumber != right.All(char.IsAsciiDigit))
            return leftIsNumber ? -1 : 1;
        // Without leading zeroes the longer number is the greater, whatever its size.
        return leftIsNumber && left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }
}
