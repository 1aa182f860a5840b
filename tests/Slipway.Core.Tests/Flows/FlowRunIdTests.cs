using Slipway.Core.Errors;
using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway.Core.Tests.Flows;

public sealed class FlowRunIdTests
{
    [Fact]
    public void Launches_are_the_same_every_time_and_differ_by_run_task_and_attempt()
    {
        string[] runs = ["r", "nightly-2026-01-31", new('x', FlowRunId.MaxLength), new string('x', FlowRunId.MaxLength - 1) + "y"];
        string[] tasks = ["a", "a-1", "a[1]", "a[1,2]", "a[ż,/ %]", new('t', 64), new string('t', 63) + "u"];
        var launches = (from run in runs from task in tasks from attempt in Enumerable.Range(1, 3) select FlowRunId.Parse(run).LaunchOf(task, attempt)).ToList();
        Assert.Equal(launches.Count, launches.Distinct().Count());
        Assert.All(launches, launch => Assert.True(LaunchId.TryParse(launch.Value, out _), launch.Value));
        // Never another: a run that goes on after an upgrade must find its launches again.
        Assert.Equal("r-a-39a8241b7d2309ed", FlowRunId.Parse("r").LaunchOf("a", 1).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31T03:00")]
    [InlineData("a b")]
    public void What_ECS_would_refuse_is_refused(string text) =>
        Assert.Equal("flow.bad-run-id", Assert.Throws<SlipwayException>(() => FlowRunId.Parse(text)).Code);

    [Fact]
    public void A_new_id_can_be_read() => Assert.StartsWith("f-", FlowRunId.Parse(FlowRunId.New(TimeProvider.System).Value).Value, StringComparison.Ordinal);
}
