using FsCheck;
using FsCheck.Fluent;
using Slipway.Core.Images;

namespace Slipway.Core.Tests.Images;

public sealed class VersionProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Gen<ulong> Number = Gen.Choose(0, 3).Select(n => (ulong)n);

    private static readonly Gen<string> Identifier = Gen.Elements("alpha", "rc", "x-y", "0", "1", "2", "11", "1a");

    private static readonly Gen<string> Prerelease = Gen.OneOf(
        Gen.Constant(""),
        Identifier.NonEmptyListOf().Select(parts => "-" + string.Join('.', parts.Take(3))));

    private static readonly Gen<SemanticVersion> AnyVersion =
        from major in Number
        from minor in Number
        from patch in Number
        from prerelease in Prerelease
        select SemanticVersion.Parse($"{major}.{minor}.{patch}{prerelease}");

    private static readonly Arbitrary<SemanticVersion> Versions = AnyVersion.ToArbitrary();

    [Fact]
    public void Reading_what_was_written_gives_the_same() =>
        Prop.ForAll(Versions, version => SemanticVersion.Parse(version.ToString()).Equals(version)).Check(Thorough);

    [Fact]
    public void Precedence_is_a_total_order() =>
        Prop.ForAll(Versions, Versions, Versions, (a, b, c) =>
            Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
            && (a.CompareTo(b) != 0 || a.ToString() == b.ToString())
            && !(a <= b && b <= c && !(a <= c))).Check(Thorough);

    [Fact]
    public void A_release_comes_after_its_prereleases() =>
        Prop.ForAll(Versions, version =>
            !version.IsPrerelease || version < SemanticVersion.Parse($"{version.Major}.{version.Minor}.{version.Patch}")).Check(Thorough);

    [Fact]
    public void A_caret_never_changes_the_first_number_that_counts() =>
        Prop.ForAll(Versions, Versions, (low, version) =>
        {
            var inside = VersionRange.Parse("^" + low).Contains(version, includePrereleases: true);
            var sameSeries = low.Major > 0 ? version.Major == low.Major
                : low.Minor > 0 ? version.Major == 0 && version.Minor == low.Minor
                : version.Major == 0 && version.Minor == 0 && version.Patch == low.Patch;
            return inside == (version >= low && sameSeries);
        }).Check(Thorough);

    [Fact]
    public void A_tilde_keeps_the_first_two_numbers() =>
        Prop.ForAll(Versions, Versions, (low, version) =>
            VersionRange.Parse("~" + low).Contains(version, includePrereleases: true)
            == (version >= low && version.Major == low.Major && version.Minor == low.Minor)).Check(Thorough);

    [Fact]
    public void An_interval_admits_what_lies_between() =>
        Prop.ForAll(Versions, Versions, Versions, (low, high, version) =>
            VersionRange.Parse($">={low} <{high}").Contains(version, includePrereleases: true) == (version >= low && version < high)).Check(Thorough);

    [Fact]
    public void Without_being_asked_a_prerelease_is_inside_only_beside_one_that_the_range_names() =>
        Prop.ForAll(Versions, Versions, (low, version) =>
        {
            var range = VersionRange.Parse("^" + low);
            return !range.Contains(version)
                || !version.IsPrerelease
                || (low.IsPrerelease && (low.Major, low.Minor, low.Patch) == (version.Major, version.Minor, version.Patch));
        }).Check(Thorough);
}
