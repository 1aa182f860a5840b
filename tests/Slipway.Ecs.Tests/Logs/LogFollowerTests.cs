using Slipway.Aws;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Logs;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Logs;

public sealed class LogFollowerTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_stream_is_prefix_container_and_task_id()
    {
        var log = FollowedLog.Of(new LogDestination("/slipway", "dbt", "eu-central-1"), "main", "arn:aws:ecs:eu-central-1:123456789012:task/data/0123abcd");
        Assert.Equal(("/slipway", "dbt/main/0123abcd"), (log.Group, log.Stream));
    }

    [Fact]
    public void Lines_come_once_in_order_and_not_more_than_five_seconds_late_until_the_end()
    {
        var log = new FakeLog(_clock);
        var sink = new Sink(_clock);
        Follow(log, sink, async stopped =>
        {
            await Task.Delay(TimeSpan.FromSeconds(40), _clock, Cancellation);
            for (var i = 0; i < 100; i++)
            {
                log.Write($"line {i}");
                await Task.Delay(TimeSpan.FromSeconds(0.7), _clock, Cancellation);
            }

            stopped.SetResult(true);
        });
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {i}"), sink.Lines);
        Assert.True(sink.Latest <= TimeSpan.FromSeconds(5), $"A line came {sink.Latest} late.");
    }

    [Fact]
    public void A_line_that_shows_only_after_the_stop_is_not_lost()
    {
        var log = new FakeLog(_clock) { Delay = TimeSpan.FromSeconds(4) };
        var sink = new Sink(_clock);
        Follow(log, sink, async stopped =>
        {
            log.Write("first");
            await Task.Delay(TimeSpan.FromSeconds(30), _clock, Cancellation);
            log.Write("last words");
            stopped.SetResult(true);
        });
        Assert.Equal(["first", "last words"], sink.Lines);
    }

    [Fact]
    public void A_restart_goes_on_at_the_position_without_gap_or_duplicate()
    {
        var log = new FakeLog(_clock) { PageSize = 7 };
        var sink = new Sink(_clock);
        SimulatedTime.Run(_clock, async () =>
        {
            using var budgets = new QuotaBudgets(_clock);
            var follower = new LogFollower(log, budgets, _clock);
            for (var restart = 0; restart < 10; restart++)
            {
                for (var i = 0; i < 5; i++)
                    log.Write($"line {(restart * 5) + i}");
                using var killed = new CancellationTokenSource(TimeSpan.FromSeconds(3.3), _clock);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                    follower.FollowAsync(new FollowedLog("/slipway", "s", sink.LastPosition), sink, new TaskCompletionSource<bool>().Task, killed.Token));
            }

            await follower.FollowAsync(new FollowedLog("/slipway", "s", sink.LastPosition), sink, Task.FromResult(true), Cancellation);
        });
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"line {i}"), sink.Lines);
    }

    [Fact]
    public void A_log_that_never_came_ends_with_the_ecs_task()
    {
        var sink = new Sink(_clock);
        Follow(new FakeLog(_clock), sink, async stopped =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3), _clock, Cancellation);
            stopped.SetResult(false);
        });
        Assert.Empty(sink.Lines);
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void A_log_that_may_not_be_read_is_said_and_harms_nothing()
    {
        var sink = new Sink(_clock);
        Follow(new FakeLog(_clock) { Failure = new AwsAccessDeniedException(FakeLog.Error("AccessDeniedException")) }, sink, _ => Task.CompletedTask);
        Assert.Contains("logs:GetLogEvents", sink.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backlog_is_told_and_told_to_be_over()
    {
        var log = new FakeLog(_clock) { PageSize = 1000, Delay = TimeSpan.Zero };
        var sink = new Sink(_clock);
        for (var i = 0; i < 20_000; i++)
            log.Write($"line {i}");
        _clock.Advance(TimeSpan.FromMinutes(10));
        Follow(log, sink, stopped =>
        {
            stopped.SetResult(true);
            return Task.CompletedTask;
        });
        Assert.Equal(20_000, sink.Lines.Count);
        Assert.InRange(sink.Backlogs[0], TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
        Assert.Equal(TimeSpan.Zero, sink.Backlogs[^1]);
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(10, 30_000)]
    public void A_full_page_is_followed_by_the_next_at_once(int linesPerPage, int lineLength)
    {
        var log = new FakeLog(_clock) { PageSize = linesPerPage, Delay = TimeSpan.Zero };
        var sink = new Sink(_clock);
        for (var i = 0; i < 4 * linesPerPage; i++)
            log.Write(new string('x', lineLength));
        var soon = 0;
        Follow(log, sink, async stopped =>
        {
            // Four reads of twenty milliseconds; the pause between reads that brought little is two seconds.
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, Cancellation);
            soon = sink.Lines.Count;
            stopped.SetResult(true);
        });
        Assert.Equal(4 * linesPerPage, soon);
    }

    [Fact]
    public void Watched_logs_are_read_in_time_though_hundreds_of_others_share_the_budget()
    {
        var log = new FakeLog(_clock) { Delay = TimeSpan.Zero };
        var watched = new Sink(_clock);
        SimulatedTime.Run(_clock, async () =>
        {
            using var budgets = new QuotaBudgets(_clock);
            var follower = new LogFollower(log, budgets, _clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var others = new FakeLog(_clock) { Delay = TimeSpan.Zero };
            others.Write("x");
            var crowd = Enumerable.Range(0, 500)
                .Select(i => new LogFollower(others, budgets, _clock).FollowAsync(new FollowedLog("/slipway", $"s{i}"), new Sink(_clock) { IsWatched = false }, new TaskCompletionSource<bool>().Task, end.Token))
                .ToList();
            var follow = follower.FollowAsync(new FollowedLog("/slipway", "mine"), watched, new TaskCompletionSource<bool>().Task, end.Token);
            for (var i = 0; i < 60; i++)
            {
                log.Write($"line {i}");
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, Cancellation);
            }

            Assert.True(others.Calls >= 300, $"{others.Calls} reads of the others: the budget was not used.");
            end.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll([.. crowd, follow]));
        });
        Assert.True(watched.Lines.Count >= 56, $"{watched.Lines.Count} lines.");
        Assert.True(watched.Latest <= TimeSpan.FromSeconds(5), $"A line came {watched.Latest} late.");
    }

    private void Follow(FakeLog log, Sink sink, Func<TaskCompletionSource<bool>, Task> script) => SimulatedTime.Run(_clock, async () =>
    {
        using var budgets = new QuotaBudgets(_clock);
        var stopped = new TaskCompletionSource<bool>();
        var follow = new LogFollower(log, budgets, _clock).FollowAsync(new FollowedLog("/slipway", "s"), sink, stopped.Task, Cancellation);
        await script(stopped);
        await follow;
    });

    private sealed class Sink(TimeProvider time) : ILogSink
    {
        public bool IsWatched { get; init; } = true;

        public List<string> Lines { get; } = [];

        public List<TimeSpan> Backlogs { get; } = [];

        public string? LastPosition { get; private set; }

        public string? Reason { get; private set; }

        public TimeSpan Latest { get; private set; }

        public void Line(DateTimeOffset at, string line)
        {
            Lines.Add(line);
            var late = time.GetUtcNow() - at;
            Latest = late > Latest ? late : Latest;
        }

        public void Position(string position) => LastPosition = position;

        public void Backlog(TimeSpan behind) => Backlogs.Add(behind);

        public void Unavailable(string reason) => Reason = reason;
    }
}
