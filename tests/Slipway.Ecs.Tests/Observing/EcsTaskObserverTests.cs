using System.Net;
using Slipway.Aws;
using Slipway.Ecs.Observing;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Observing;

public sealed class EcsTaskObserverTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedTasks _tasks;

    public EcsTaskObserverTests() => _tasks = new ScriptedTasks(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Versions_come_in_order_and_once()
    {
        var seen = Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow(), ScriptedTasks.Task(1, "PROVISIONING", 1));
            var seen = ReadAsync(watch);
            foreach (var (status, version) in new[] { ("PENDING", 2L), ("RUNNING", 4L), ("PENDING", 3L), ("RUNNING", 4L), ("STOPPED", 6L) })
            {
                _tasks.Set(1, status, version);
                await Task.Delay(TimeSpan.FromSeconds(5), _clock, Cancellation);
            }

            return await seen;
        });
        Assert.Equal(["PROVISIONING 1", "PENDING 2", "RUNNING 4", "STOPPED 6"], seen);
    }

    [Fact]
    public void Several_watches_of_one_ecs_task_cost_one_look()
    {
        var seen = Simulate(async observer =>
        {
            using var one = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            using var two = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            _tasks.Set(1, "STOPPED", 9);
            return await Task.WhenAll(ReadAsync(one), ReadAsync(two));
        });
        Assert.Equal([["STOPPED 9"], ["STOPPED 9"]], seen);
        Assert.Equal(1, Assert.Single(_tasks.Looks).Count);
    }

    [Fact]
    public void Two_thousand_ecs_tasks_cost_at_most_five_calls_a_second_and_each_is_seen_often()
    {
        const int Count = 2000;
        for (var i = 0; i < Count; i++)
            _tasks.Set(i, "RUNNING", 3);
        var watched = Simulate(async observer =>
        {
            var watches = Enumerable.Range(0, Count).Select(i => observer.Watch("data", ScriptedTasks.Arn(i), _clock.GetUtcNow())).ToList();
            await Task.Delay(TimeSpan.FromMinutes(2), _clock, Cancellation);
            _tasks.Looks.Clear();
            var from = _clock.Elapsed;
            await Task.Delay(TimeSpan.FromSeconds(60), _clock, Cancellation);
            Assert.InRange(_tasks.Looks.Count / (_clock.Elapsed - from).TotalSeconds, 1, 5);
            Assert.True(_tasks.Looks.Sum(look => look.Count) / (double)Count >= 9, "Each is looked at at least every seven seconds.");
            watches.ForEach(watch => watch.Dispose());
            return observer.Watched;
        });
        Assert.Equal(0, watched);
    }

    [Fact]
    public void A_launch_that_starts_is_looked_at_every_second_and_one_that_runs_less_often()
    {
        _tasks.Set(1, "PENDING", 1);
        Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            await Task.Delay(TimeSpan.FromSeconds(30), _clock, Cancellation);
            Assert.InRange(_tasks.Looks.Count, 27, 31);
            _tasks.Set(1, "RUNNING", 2);
            await Task.Delay(TimeSpan.FromSeconds(30), _clock, Cancellation);
            _tasks.Looks.Clear();
            await Task.Delay(TimeSpan.FromSeconds(30), _clock, Cancellation);
            Assert.InRange(_tasks.Looks.Count, 9, 11);
            return true;
        });
    }

    [Fact]
    public void Missing_is_not_lost_when_it_comes_back()
    {
        var seen = Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow() - TimeSpan.FromHours(2));
            var seen = ReadAsync(watch);
            await Task.Delay(TimeSpan.FromMinutes(4.9), _clock, Cancellation);
            _tasks.Set(1, "RUNNING", 2);
            await Task.Delay(TimeSpan.FromSeconds(20), _clock, Cancellation);
            _tasks.Known.Clear();
            await Task.Delay(TimeSpan.FromMinutes(30), _clock, Cancellation);
            _tasks.Set(1, "STOPPED", 3);
            return await seen;
        });
        Assert.Equal(["RUNNING 2", "STOPPED 3"], seen);
    }

    [Fact]
    public void Unknown_for_an_hour_is_lost()
    {
        var seen = Simulate(async observer =>
        {
            _tasks.Set(1, "RUNNING", 2);
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            var seen = ReadAsync(watch);
            await Task.Delay(TimeSpan.FromSeconds(20), _clock, Cancellation);
            _tasks.Known.Clear();
            return await seen;
        });
        Assert.Equal(["RUNNING 2", "lost"], seen);
        Assert.InRange(_clock.Elapsed, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public void What_the_queue_may_still_tell_of_is_not_lost()
    {
        var seen = Simulate(async observer =>
        {
            _tasks.Set(1, "RUNNING", 2);
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            var seen = ReadAsync(watch);
            observer.Tell(ScriptedTasks.Task(1, "RUNNING", 2));
            await PollAsync(observer, TimeSpan.FromSeconds(20));
            _tasks.Known.Clear();

            // The queue answers, and has not been empty since.
            await PollAsync(observer, TimeSpan.FromHours(3), empty: false);
            observer.Tell(ScriptedTasks.Task(1, "STOPPED", 3));
            return await seen;
        });
        Assert.Equal(["RUNNING 2", "STOPPED 3"], seen);
    }

    [Fact]
    public void What_an_empty_queue_has_not_told_of_is_lost()
    {
        var seen = Simulate(async observer =>
        {
            _tasks.Set(1, "RUNNING", 2);
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            var seen = ReadAsync(watch);
            observer.Tell(ScriptedTasks.Task(1, "RUNNING", 2));
            await PollAsync(observer, TimeSpan.FromSeconds(20));
            _tasks.Known.Clear();
            await PollAsync(observer, TimeSpan.FromMinutes(70));
            Assert.True(observer.Health.IsHealthy);
            return await seen;
        });
        Assert.Equal(["RUNNING 2", "lost"], seen);
        Assert.InRange(_clock.Elapsed, TimeSpan.FromMinutes(70), TimeSpan.FromMinutes(71));
    }

    [Fact]
    public void No_look_is_at_more_than_a_hundred()
    {
        const int Count = 101;
        for (var i = 0; i < Count; i++)
            _tasks.Set(i, "STOPPED", 3);
        Simulate(async observer =>
        {
            var watches = Enumerable.Range(0, Count).Select(i => observer.Watch("data", ScriptedTasks.Arn(i), _clock.GetUtcNow())).ToList();
            return await Task.WhenAll(watches.Select(ReadAsync));
        });
        Assert.Equal([100, 1], _tasks.Looks.Select(look => look.Count));
    }

    [Fact]
    public void What_passes_is_waited_out_and_what_does_not_is_told()
    {
        _tasks.Failure = new AwsServerFaultException(Error("ServerException"));
        var exception = Assert.Throws<AwsAccessDeniedException>(() => Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            var seen = ReadAsync(watch);
            await Task.Delay(TimeSpan.FromMinutes(10), _clock, Cancellation);
            Assert.False(seen.IsCompleted);
            Assert.InRange(_tasks.Looks.Count, 20, 30);
            _tasks.Failure = new AwsAccessDeniedException(Error("AccessDeniedException"));
            return await seen;
        }));
        Assert.Contains("ecs:DescribeTasks", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_bring_the_news_and_slow_the_sweep_down()
    {
        _tasks.Set(1, "RUNNING", 2);
        var seen = Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            var seen = ReadAsync(watch);
            observer.Tell(ScriptedTasks.Task(1, "RUNNING", 2));
            await PollAsync(observer, TimeSpan.FromMinutes(2));
            _tasks.Looks.Clear();
            await PollAsync(observer, TimeSpan.FromMinutes(5));
            Assert.InRange(_tasks.Looks.Count, 4, 6);

            observer.Tell(ScriptedTasks.Task(1, "STOPPED", 5));
            observer.Tell(ScriptedTasks.Task(1, "DEPROVISIONING", 4));
            return await seen;
        });
        Assert.Equal(["RUNNING 2", "STOPPED 5"], seen);
    }

    [Fact]
    public void A_feed_that_misses_a_change_is_not_relied_on()
    {
        _tasks.Set(1, "RUNNING", 2);
        Simulate(async observer =>
        {
            using var watch = observer.Watch("data", ScriptedTasks.Arn(1), _clock.GetUtcNow());
            observer.Tell(ScriptedTasks.Task(1, "RUNNING", 2));
            await PollAsync(observer, TimeSpan.FromMinutes(2));
            Assert.True(observer.Health.IsHealthy);
            _tasks.Set(1, "RUNNING", 3);
            await PollAsync(observer, TimeSpan.FromMinutes(3));
            Assert.False(observer.Health.IsHealthy);
            observer.Tell(ScriptedTasks.Task(1, "RUNNING", 3));
            Assert.True(observer.Health.IsHealthy);
            await Task.Delay(FeedHealth.Tolerance, _clock, Cancellation);
            Assert.False(observer.Health.IsHealthy, "The queue has not answered for a minute.");
            return true;
        });
    }

    private static AwsError Error(string code) => new() { Service = "ecs", Operation = "DescribeTasks", Code = code, Reason = "because", StatusCode = HttpStatusCode.BadRequest };

    private static async Task<List<string>> ReadAsync(TaskWatch watch)
    {
        var seen = new List<string>();
        while (await watch.NextAsync(Cancellation) is { } sighting)
            seen.Add(sighting.IsLost ? "lost" : $"{sighting.Task.LastStatus} {sighting.Task.Version}");
        return seen;
    }

    private async Task PollAsync(EcsTaskObserver observer, TimeSpan time, bool empty = true)
    {
        for (var until = _clock.Elapsed + time; _clock.Elapsed < until;)
        {
            observer.Health.Polled(empty);
            await Task.Delay(TimeSpan.FromSeconds(20), _clock, Cancellation);
        }
    }

    private T Simulate<T>(Func<EcsTaskObserver, Task<T>> body) => SimulatedTime.Run(_clock, async () =>
    {
        await using var observer = new EcsTaskObserver(_tasks, _clock);
        return await body(observer);
    });
}
