using Slipway.Core.Runs;
using Slipway.Hosting.View;
using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Hosting;

public sealed class TreeLinesTests
{
    private const string Spinner = "⠹";

    [Fact]
    public void A_run_in_progress_looks_like_this() => Snapshot.Match(Drawn(Story.DailyOrders(), 110, 30));

    [Fact]
    public void A_narrow_terminal_cuts_lines()
    {
        var lines = TreeLines.Of(Story.DailyOrders().View, Story.DailyOrders().Now, 40, 30, Spinner);
        Assert.All(lines, line => Assert.InRange(line.Width, 1, 40));
        Assert.Contains(lines, line => line.ToString().EndsWith('…'));
    }

    [Fact]
    public void A_completed_run_looks_like_this() =>
        Snapshot.Match(Drawn(
            new Story().Flow("hello").Done(1, "greet", "Hello.Run/Greet#0", seconds: 2).Task(2, "greet-again", "Hello.Run/Greet#1").State(2, RunState.Completed, StateVariant.Cached).State(null, RunState.Completed),
            110,
            30));

    [Fact]
    public void A_cancelled_run_looks_like_this() =>
        Snapshot.Match(Drawn(
            new Story().Flow("hello").Task(1, "wait", "Hello.Run/Wait#0").State(1, RunState.Running).After(3)
                .State(null, RunState.Cancelling, message: "Asked to stop.").State(1, RunState.Cancelled, message: "Cancelled on request.").State(null, RunState.Cancelled, message: "Cancelled on request."),
            110,
            30));

    [Fact]
    public void A_mapping_shows_how_many_there_will_be()
    {
        var story = new Story().Flow("big").Map(1, 0, 100_000);
        for (var i = 1; i <= 300; i++)
            story.Done(i, "clean", "Big.Run/Clean#0", seconds: 0.01);
        story.Task(301, "clean", "Big.Run/Clean#0").State(301, RunState.Running).Map(1, 300, 100_000);
        story.Task(1_000, "scan", "Big.Run/Scan#0").State(1_000, RunState.Running).Map(2, 0, 50, 1_000).Map(3, 0, 70, 1_000).Map(2, 20, 50, 1_000).Map(3, 70, 70, 1_000, ended: true);
        story.Task(1_001, "list", "Big.Run/List#0").State(1_001, RunState.Running).Map(4, 0, null, 1_001).Map(4, 2_000, null, 1_001).Map(4, 1_000, null, 1_001);
        Snapshot.Match(Drawn(story, 110, 30));
        story.State(301, RunState.Completed).Map(1, 301, 301, ended: true);
        Assert.Contains("✓ clean  301  ", Drawn(story, 110, 30), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_counted_and_what_runs_or_failed_stays()
    {
        var story = new Story().Flow("many");
        for (var i = 1; i <= 50; i++)
            story.Done(i, $"task-{i:00}", $"Many.Run/T{i}#0");
        story.Task(51, "runs", "Many.Run/Runs#0").State(51, RunState.Running);
        story.Task(52, "failed", "Many.Run/Failed#0").State(52, RunState.Failed, message: "IOException: no");
        for (var i = 53; i <= 60; i++)
            story.Done(i, $"task-{i}", $"Many.Run/T{i}#0");
        Snapshot.Match(Drawn(story, 100, 8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void It_is_never_higher_than_asked(int height) =>
        Assert.InRange(TreeLines.Of(Story.DailyOrders().View, Story.DailyOrders().Now, 100, height, Spinner).Count, 1, height);

    [Fact]
    public void Text_that_moves_the_cursor_and_wide_letters_do_not_break_a_line()
    {
        var story = new Story().Flow("odd").Task(1, "clean", "Odd.Run/Clean#0", name: "\e[2Jclean\r日本語日本語").State(1, RunState.Running);
        var line = TreeLines.Of(story.View, story.Now, 20, 10, Spinner)[1];
        Assert.DoesNotContain(line.ToString(), char.IsControl);
        Assert.InRange(line.Width, 10, 20);
    }

    private static string Drawn(Story story, int width, int height) =>
        string.Join('\n', TreeLines.Of(story.View, story.Now, width, height, Spinner).Select(line => line.ToString().TrimEnd()));
}
