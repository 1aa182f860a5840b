using Slipway.Core.Errors;
using Slipway.Core.Images;

namespace Slipway.Core.Tests.Images;

public sealed class VersionRangeTests
{
    // What node's "semver" answers for the same questions.
    [Theory]
    [InlineData("^1.0", "1.0.0 1.0.1 1.99.0", "0.9.9 2.0.0 2.0.0-rc.1 1.5.0-rc.1")]
    [InlineData("^1.2.3", "1.2.3 1.3.0", "1.2.2 2.0.0")]
    [InlineData("^0.2.3", "0.2.3 0.2.9", "0.2.2 0.3.0 1.0.0")]
    [InlineData("^0.0.3", "0.0.3", "0.0.2 0.0.4")]
    [InlineData("^0.0", "0.0.0 0.0.9", "0.1.0")]
    [InlineData("^0", "0.0.0 0.9.9", "1.0.0")]
    [InlineData("^1.x", "1.0.0 1.9.9", "2.0.0")]
    [InlineData("~1.0", "1.0.0 1.0.9", "1.1.0 0.9.9")]
    [InlineData("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0")]
    [InlineData("~1", "1.0.0 1.9.9", "2.0.0")]
    [InlineData("1.x", "1.0.0 1.9.9", "2.0.0 0.9.0")]
    [InlineData("1.2.*", "1.2.0 1.2.9", "1.3.0")]
    [InlineData("1.2.x", "1.2.0 1.2.9", "1.3.0 1.2.5-rc.1")]
    [InlineData("*", "0.0.0 9.9.9", "1.0.0-rc.1")]
    [InlineData(">=1.2 <2", "1.2.0 1.9.9", "1.1.9 2.0.0 2.0.0-rc.1")]
    [InlineData(">= 1.2, < 2", "1.2.0 1.9.9", "1.1.9 2.0.0")]
    [InlineData(">1.2", "1.3.0", "1.2.0 1.2.9")]
    [InlineData(">1.2.3", "1.2.4", "1.2.3")]
    [InlineData("<=1.2", "1.2.9 0.1.0", "1.3.0")]
    [InlineData("<=1.2.3", "1.2.3", "1.2.4")]
    [InlineData("1.0.1", "1.0.1", "1.0.0 1.0.2 1.0.1-rc.1")]
    [InlineData("=v1.0.1", "1.0.1", "1.0.0")]
    [InlineData("1.0", "1.0.0 1.0.9", "1.1.0")]
    [InlineData("^1.2.3-rc.1", "1.2.3-rc.1 1.2.3-rc.2 1.2.3 1.9.0", "1.2.3-beta.9 1.2.4-rc.1 2.0.0-rc.1")]
    [InlineData("1.2.3-rc.x", "1.2.3-rc.x", "1.2.3-rc.1 1.2.3")]
    public void Admits_what_npm_admits(string range, string inside, string outside)
    {
        var read = VersionRange.Parse(range);

        Assert.All(inside.Split(' '), version => Assert.True(read.Contains(SemanticVersion.Parse(version)), $"{range} should admit {version}"));
        Assert.All(outside.Split(' '), version => Assert.False(read.Contains(SemanticVersion.Parse(version)), $"{range} should not admit {version}"));
    }

    [Theory]
    [InlineData("^1.0", "1.5.0-rc.1", true)]
    [InlineData("^1.0", "2.0.0-rc.1", false)]
    [InlineData("^2", "2.0.0-rc.1", true)]
    [InlineData("2.x", "2.0.0-rc.1", true)]
    [InlineData("^2.0.0", "2.0.0-rc.1", false)]
    [InlineData("<2", "2.0.0-rc.1", false)]
    [InlineData("*", "1.0.0-rc.1", true)]
    public void Prereleases_count_when_they_are_asked_for(string range, string version, bool inside) =>
        Assert.Equal(inside, VersionRange.Parse(range).Contains(SemanticVersion.Parse(version), includePrereleases: true));

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("^")]
    [InlineData("^latest")]
    [InlineData("1.x.3")]
    [InlineData(">*")]
    [InlineData("1.2.x-rc")]
    [InlineData(" , ")]
    [InlineData("1.2.3.4")]
    [InlineData("^1.0 nonsense")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal("version.bad-range", Assert.Throws<SlipwayException>(() => VersionRange.Parse(text)).Code);

    [Theory]
    [InlineData("^1.0", true)]
    [InlineData("1.x", true)]
    [InlineData("1.2.*", true)]
    [InlineData("*", true)]
    [InlineData(">=1 <2", true)]
    [InlineData("1.0", false)]
    [InlineData("latest", false)]
    [InlineData("x", false)]
    [InlineData("linux.x", false)]
    public void Ranges_and_tags_are_told_apart(string text, bool range) => Assert.Equal(range, VersionRange.LooksLikeRange(text));

    [Fact]
    public void The_best_is_the_highest_inside()
    {
        string[] tags = ["1.0.0", "1.0.1", "1.1.0-rc.1", "2.0.0", "latest", "1.0"];

        Assert.Equal("1.0.1", VersionRange.Parse("^1.0").Best(tags)!.Tag);
        Assert.Equal("1.1.0-rc.1", VersionRange.Parse("^1.0").Best(tags, includePrereleases: true)!.Tag);
        Assert.Null(VersionRange.Parse("^3").Best(tags));
    }
}
