using System.Text.RegularExpressions;
using Slipway.TestKits;

namespace Slipway.Examples.Tests;

public sealed partial class GuideTests
{
    [Fact]
    public void The_guide_shows_the_flows_as_they_are()
    {
        var guide = File.ReadAllText(Repository.Path("docs", "guides", "flows", "examples.md"));
        var shown = Shown().Matches(guide).ToDictionary(match => match.Groups["file"].Value, match => match.Groups["code"].Value, StringComparer.Ordinal);
        Assert.Equal(6, shown.Count);
        foreach (var (file, code) in shown)
            Assert.Equal(File.ReadAllText(Repository.Path("examples", "flows", file)), code);
    }

    [Fact]
    public void Each_flow_has_less_than_eighty_lines() =>
        Assert.All(Directory.GetFiles(Repository.Path("examples", "flows"), "*.cs"), file => Assert.InRange(File.ReadAllLines(file).Length, 1, 79));

    [GeneratedRegex(@"\[(?<file>\w+\.cs)\]\([^)]*\):\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();
}
