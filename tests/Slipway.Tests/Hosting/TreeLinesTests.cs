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
