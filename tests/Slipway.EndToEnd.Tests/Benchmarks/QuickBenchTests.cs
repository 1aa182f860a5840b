using Slipway.EndToEnd.Tests.Scripts;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Benchmarks;

/// <summary><c>./bench --quick</c>: every scenario in a small version, killed launchers and collectors included. Its speeds do not count, what must never happen does.</summary>
[Trait("needs", "benchmarks")]
public sealed class QuickBenchTests
{
    private static readonly Dictionary<string, string?> AsItIs = [];

    [Fact]
    public async Task A_quick_run_measures_everything_and_everything_is_right()
    {
        var run = (await Shell.RunAsync(Repository.Root, AsItIs, Repository.Path("bench"), "--quick")).ShouldEndWith(0);
        Assert.All(
            ["run path", "launch rate", "observe", "log lag", "ledger hit", "collector plan", "collector apply", "chaos", "tracked call", "loops", "mapping", "recorded results", "cold start", "build time"],
            scenario => Assert.Contains($"| {scenario} ", run.Output, StringComparison.Ordinal));
        Assert.Matches(@"\| collector plan +\| … peak memory +\| [1-9]", run.Output);
        Assert.Matches(@"\| … started twice +\| 0 +\|", run.Output);
        Assert.Matches(@"needed and touched +\| 0 +\| 0 +\| ok +\| [1-9][0-9]* SIGKILLs", run.Output);
    }

    [Fact]
    public async Task A_scenario_that_is_not_there_is_told_with_those_that_are()
    {
        var run = (await Shell.RunAsync(Repository.Root, AsItIs, Repository.Path("bench"), "--only", "speed")).ShouldEndWith(2);
        Assert.Contains("'chaos'", run.Errors, StringComparison.Ordinal);
    }
}
