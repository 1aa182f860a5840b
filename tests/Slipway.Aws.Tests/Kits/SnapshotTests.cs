using Slipway.TestKits.Snapshots;
using Xunit.Sdk;

namespace Slipway.Aws.Tests.Kits;

/// <summary>The comparison that other tests trust.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void The_difference_is_in_the_message()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1", "Snapshots are being written.");

        var failure = Assert.Throws<XunitException>(() => Snapshot.Match("one\nzwei\nthree", "known"));

        Assert.Contains("- two\n+ zwei\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SLIPWAY_UPDATE_SNAPSHOTS=1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_snapshot_fails_with_what_it_would_hold()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1", "Snapshots are being written.");

        var failure = Assert.Throws<XunitException>(() => Snapshot.Match("the text", "never-written"));

        Assert.Contains("the text", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_show_little_around_them()
    {
        var before = string.Join('\n', Enumerable.Range(1, 20));
        var after = before.Replace("10\n", "10\nten and a half\n", StringComparison.Ordinal);

        Assert.Equal("  …\n  8\n  9\n  10\n+ ten and a half\n  11\n  12\n  13\n  …\n", LineDiff.Between(before, after));
    }
}
