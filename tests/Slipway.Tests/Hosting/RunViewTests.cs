using Slipway.Core.Runs;
using Slipway.Hosting.View;

namespace Slipway.Tests.Hosting;

public sealed class RunViewTests
{
    [Fact]
    public void A_hundred_thousand_task_runs_of_one_place_are_one_row_and_none_is_kept()
    {
        var story = new Story().Flow("big");
        for (var i = 1; i <= 100_000; i++)
        {
            story.Task(i, "clean", "Big.Run/Clean#0").State(i, RunState.Running).State(i, i % 1000 == 0 ? RunState.Failed : RunState.Completed, message: i % 1000 == 0 ? "IOException: no" : null);
            story.Events.Clear();
        }

        var node = Assert.Single(story.View.Root.Children);
        Assert.Equal((100_000L, 99_900L, 100L, 0L), (node.Created, node.Completed, node.Failed, node.Running));
        Assert.Equal(100, story.View.Failed);
        Assert.Equal(RunView.MaxFailures, story.View.Failures.Count);
        Assert.Null(story.View.Live(100_000));
    }

    [Fact]
    public void A_task_that_calls_itself_does_not_deepen_the_tree()
    {
        var story = new Story().Flow("fib").Task(1, "fib", "Flow.Run/Fib#0");
        for (var i = 2; i <= 60; i++)
            story.Task(i, "fib", $"Flow.Fib/Fib#{i % 2}", parent: i / 2);
        var outermost = Assert.Single(story.View.Root.Children);
        Assert.Equal(2, outermost.Children.Count);
        Assert.All(outermost.Children, child => Assert.Empty(child.Children));
        Assert.Equal(59, outermost.Children.Sum(child => child.Created));
    }

    [Fact]
    public void A_failure_names_its_callers_and_its_last_attempt()
    {
        var story = new Story().Flow("daily").Task(1, "clean", "Daily.Run/Clean#0", name: "clean 7").State(1, RunState.Running)
            .Task(2, "parse", "Daily.Clean/Parse#0", parent: 1).State(2, RunState.Running).State(2, RunState.AwaitingRetry, message: "first").State(2, RunState.Running, attempt: 2)
            .State(2, RunState.Failed, attempt: 2, message: "FormatException: no number");
        var failure = Assert.Single(story.View.Failures);
        Assert.Equal(("parse", 2, "FormatException: no number"), (failure.Name, failure.Attempts, failure.Message));
        Assert.Equal(["clean 7"], failure.Path);
        Assert.Equal(1, story.View.Retries);
    }

    [Fact]
    public void A_task_run_that_outlives_its_caller_is_still_shown()
    {
        var story = new Story().Flow("daily").Done(1, "start", "Daily.Run/Start#0").Task(2, "late", "Daily.Start/Late#0", parent: 1);
        Assert.Equal(["start", "late"], story.View.Root.Children.Select(node => node.Name));
    }
}
