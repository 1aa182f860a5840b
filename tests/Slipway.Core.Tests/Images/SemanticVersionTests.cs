using Slipway.Core.Errors;
using Slipway.Core.Images;

namespace Slipway.Core.Tests.Images;

public sealed class SemanticVersionTests
{
    // semver.org 2.0.0, section 11: the chains of its own examples.
    [Theory]
    [InlineData("1.0.0 < 2.0.0 < 2.1.0 < 2.1.1")]
    [InlineData("1.0.0-alpha < 1.0.0")]
    [InlineData("1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0")]
    public void Precedence_is_the_specifications(string chain)
    {
        var versions = chain.Split(" < ").Select(SemanticVersion.Parse).ToArray();

        for (var i = 0; i < versions.Length; i++)
        {
            for (var j = 0; j < versions.Length; j++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(versions[i].CompareTo(versions[j])));
                Assert.Equal(i < j, versions[i] < versions[j]);
                Assert.Equal(i >= j, versions[i] >= versions[j]);
            }
        }
    }

    // Sections 9 and 10, and the list that the specification's FAQ tests its regular expression with.
    [Theory]
    [InlineData("1.0.0-alpha")]
    [InlineData("1.0.0-alpha.1")]
    [InlineData("1.0.0-0.3.7")]
    [InlineData("1.0.0-x.7.z.92")]
    [InlineData("1.0.0-x-y-z.--")]
    [InlineData("1.0.0-alpha+001")]
    [InlineData("1.0.0+20130313144700")]
    [InlineData("1.0.0-beta+exp.sha.5114f85")]
    [InlineData("1.0.0+21AF26D3---117B344092BD")]
    [InlineData("0.0.4")]
    [InlineData("10.20.30")]
    [InlineData("1.1.2-prerelease+meta")]
    [InlineData("1.0.0-alpha0.valid")]
    [InlineData("1.2.3----RC-SNAPSHOT.12.9.1--.12+788")]
    [InlineData("1.0.0+0.build.1-rc.10000aaa-kk-0.1")]
    [InlineData("1.0.0-0A.is.legal")]
    public void Valid_versions_are_read_and_written_alike(string text) => Assert.Equal(text, SemanticVersion.Parse(text).ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3-0123")]
    [InlineData("1.2.3-0123.0123")]
    [InlineData("1.1.2+.123")]
    [InlineData("+invalid")]
    [InlineData("-invalid")]
    [InlineData("alpha")]
    [InlineData("1.0.0-alpha_beta")]
    [InlineData("1.0.0-alpha..")]
    [InlineData("01.1.1")]
    [InlineData("1.01.1")]
    [InlineData("1.1.01")]
    [InlineData("1.2.3.DEV")]
    [InlineData("1.2-SNAPSHOT")]
    [InlineData("1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788")]
    [InlineData("-1.0.3-gamma+b7718")]
    [InlineData("9.8.7+meta+meta")]
    [InlineData("99999999999999999999.0.0")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(SemanticVersion.TryParse(text, out _));
        Assert.Equal("version.invalid", Assert.Throws<SlipwayException>(() => SemanticVersion.Parse(text!)).Code);
    }

    [Fact]
    public void Build_metadata_does_not_count()
    {
        Assert.Equal(SemanticVersion.Parse("1.0.0+a"), SemanticVersion.Parse("1.0.0+b"));
        Assert.Equal(SemanticVersion.Parse("1.0.0+a").GetHashCode(), SemanticVersion.Parse("1.0.0+b").GetHashCode());
    }

    [Fact]
    public void Numbers_in_prereleases_may_be_of_any_size() =>
        Assert.True(SemanticVersion.Parse("1.0.0-99999999999999999999998") < SemanticVersion.Parse("1.0.0-99999999999999999999999"));

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("16.4-alpine", "16.4.0-alpine")]
    [InlineData("latest", null)]
    [InlineData("16", null)]
    [InlineData("20240115", null)]
    [InlineData("v2", null)]
    [InlineData("vv1.2.3", null)]
    [InlineData("1.2.3.4", null)]
    public void Tags_are_read_as_people_write_versions(string tag, string? version)
    {
        Assert.Equal(version is not null, SemanticVersion.TryParseTag(tag, out var read));
        Assert.Equal(version, read?.ToString());
    }

    [Fact]
    public void The_most_exact_spelling_of_the_highest_version_comes_first() =>
        Assert.Equal(
            ["2.0.0-rc.1", "1.10.0", "v1.10.0", "1.10", "1.9.0"],
            TaggedVersion.From(["1.9.0", "latest", "1.10", "v1.10.0", "2.0.0-rc.1", "1.10.0", "16"]).Select(tagged => tagged.Tag));
}
