using Slipway.Core.Runs;
using Slipway.Hosting.View;
using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Hosting;

public sealed class PlainLinesTests
{
    [Fact]
    public void A_run_reads_like_this() =>
        Snapshot.Match(Told(
            new Story().Flow("daily-orders", "orders of 2026-01-31")
                .Task(1, "extract", "D.Run/Extract#0").State(1, RunState.Running).Log(1, "12,000 rows").After(0.8).State(1, RunState.Completed)
                .Task(2, "publish", "D.Run/Publish#0").State(2, RunState.Running).After(1)
                .State(2, RunState.AwaitingRetry, message: "IOException: The disk is full. (again in 8 s)").After(8).State(2, RunState.Running, attempt: 2)
                .Log(2, "nearly full\n2 % left", "warning").After(2).State(2, RunState.Failed, StateVariant.TimedOut, 2, "TaskTimeoutException: too long\nsecond line")
                .Log(null, "giving up", "error").State(null, RunState.Failed, message: "TaskTimeoutException: too long")));

    [Fact]
    public void Many_task_runs_of_one_place_are_told_by_their_progress()
    {
        var story = new Story().Flow("big");
        for (var i = 1; i <= 1000; i++)
        {
            story.Task(i, "clean", "Big.Run/Clean#0").State(i, RunState.Running).After(0.05);
            story.State(i, i % 50 == 0 ? RunState.Failed : RunState.Completed, message: i % 50 == 0 ? "IOException: no" : null);
        }

        story.State(null, RunState.Completed);
        Snapshot.Match(Told(story));
    }

    [Fact]
    public void A_mapping_is_told_by_its_tasks_or_else_by_its_items()
    {
        var story = new Story().Flow("big").Map(1, 0, 100_000);
        for (var i = 1; i <= 300; i++)
            story.Task(i, "clean", "Big.Run/Clean#0").State(i, RunState.Running).After(0.1).State(i, i == 5 ? RunState.Failed : RunState.Completed, message: i == 5 ? "IOException: no" : null);
        story.Map(1, 300, 100_000, ended: true).Task(1_000, "list", "Big.Run/List#0").State(1_000, RunState.Running).Map(2, 0, null, 1_000).Map(3, 0, 50, 1_000);
        for (var i = 1; i <= 25; i++)
            story.After(1).Map(2, i * 1_000, null, 1_000).Map(3, i * 2, 50, 1_000);
        story.Map(2, 25_500, null, 1_000, ended: true).Map(3, 50, 50, 1_000, ended: true).State(1_000, RunState.Completed).State(null, RunState.Completed);
        Snapshot.Match(Told(story));
    }

    private static string Told(Story story)
    {
        var view = new RunView();
        var plain = new PlainLines();
        var lines = new List<string>();
        foreach (var happened in story.Events)
        {
            lines.AddRange(plain.Of(happened, view).Select(line => line.ToString().TrimEnd()));
            view.Apply(happened);
        }

        return string.Join('\n', lines);
    }
}
