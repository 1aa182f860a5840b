using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Tests.Launching;

public sealed class LauncherTests
{
    private readonly LaunchWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_launch_runs_once_and_tells_what_happens()
    {
        var listener = new RecordingListener();
        var result = Run(LaunchWorld.Order() with { IsNew = true }, listener);

        Assert.Equal((LaunchOutcome.Succeeded, 0, 1), (result.Outcome, result.ExitCode, result.Submissions));
        Assert.Equal(
            ["finding revision", "revision dbt-model:1 Reused", "submitted 1 FARGATE_SPOT", "started new", "PROVISIONING", "PENDING", "RUNNING", "DEPROVISIONING", "STOPPED"],
            listener.Heard);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"line {i}"), listener.Lines);
        Assert.False(result.Adopted);
        Assert.NotNull(result.Timings.StartedAt);
        Assert.Equal(1, _world.Ecs.RunTaskCalls);
    }

    [Fact]
    public void The_request_carries_the_launch_and_its_overrides()
    {
        Run(LaunchWorld.Order());
        var request = Assert.Single(_world.Ecs.Tasks).Request;
        Assert.Equal(("l-1-1", "l-1", "dbt"), (request.ClientToken, request.StartedBy, request.Overrides!.ContainerOverrides![0].Command![0]));
        Assert.Equal("FARGATE_SPOT", request.CapacityProviderStrategy![0].CapacityProvider);
        Assert.Equal(LaunchFingerprint.Of(LaunchWorld.Order()), request.Tags!.Single(tag => tag.Key == "slipway:order").Value);
    }

    [Fact]
    public void A_failing_container_is_a_failed_launch()
    {
        _world.Ecs.ExitCode = 3;
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.Failed, FailureClass.UserCode, 3), (result.Outcome, result.Failure, result.ExitCode));
        Assert.Contains("exit code 3", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_order_again_returns_the_recorded_result()
    {
        var first = Run(LaunchWorld.Order());
        var again = Run(LaunchWorld.Order());
        Assert.Equal((first.EcsTaskArn, first.Outcome), (again.EcsTaskArn, again.Outcome));
        Assert.Equal(1, _world.Ecs.RunTaskCalls);
    }

    [Fact]
    public void A_launch_that_ended_answers_with_its_result_whatever_is_ordered()
    {
        Run(LaunchWorld.Order());
        Assert.Equal(LaunchOutcome.Succeeded, Run(Another()).Outcome);
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void The_same_id_with_another_order_is_refused_while_it_goes_on()
    {
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            return await one.Launcher.RunAsync(Another(), new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.different-order", exception.Code);
    }

    [Fact]
    public void Another_machine_with_another_order_is_refused_as_well()
    {
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(10), _world.Clock, Cancellation);
            await using var other = _world.Process(store: new MemoryLaunches());
            return await other.Launcher.RunAsync(Another(), new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.different-order", exception.Code);
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void Another_machine_adopts_what_it_finds_by_the_launch_id()
    {
        var listener = new RecordingListener();
        var result = _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(10), _world.Clock, Cancellation);
            await using var other = _world.Process(store: new MemoryLaunches());
            return await other.Launcher.RunAsync(LaunchWorld.Order(), listener, Cancellation);
        });
        Assert.True(result.Adopted);
        Assert.Equal(LaunchOutcome.Succeeded, result.Outcome);
        Assert.Equal(1, _world.Ecs.RunTaskCalls);
        Assert.Equal("started adopted", listener.Heard[0]);
    }

    [Fact]
    public void A_second_process_that_knows_the_ECS_task_from_the_store_has_adopted_it_too()
    {
        var listener = new RecordingListener();
        var result = _world.Run(async () =>
        {
            await using var killed = _world.Process();
            await killed.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await using var second = _world.Process();
            return await second.Launcher.RunAsync(LaunchWorld.Order(), listener, Cancellation);
        });
        Assert.True(result.Adopted);
        Assert.Equal("started adopted", listener.Heard[0]);
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void Another_machine_that_cannot_see_it_yet_gets_it_by_the_token()
    {
        var result = _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            _world.Revisions.Current = 2; // The other machine's ledger has another revision: other bytes, so AWS names the conflict.
            await using var other = _world.Process(store: new MemoryLaunches());
            return await other.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        });
        Assert.True(result.Adopted);
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void Attaching_needs_nothing_but_the_id()
    {
        var listener = new RecordingListener();
        var result = _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(10), _world.Clock, Cancellation);
            await using var other = _world.Process(store: new MemoryLaunches());
            return await other.Launcher.AttachAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, listener, Cancellation);
        });
        Assert.Equal((LaunchOutcome.Succeeded, 0, "dbt-model:1"), (result.Outcome, result.ExitCode, result.Revision));
        Assert.Equal(7, listener.Lines.Count);
    }

    [Fact]
    public void Attaching_to_a_launch_that_ended_shows_its_log_again()
    {
        Run(LaunchWorld.Order());
        var listener = new RecordingListener();
        var result = _world.Run(async () =>
        {
            await using var process = _world.Process();
            return await process.Launcher.AttachAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, listener, Cancellation);
        });
        Assert.Equal(LaunchOutcome.Succeeded, result.Outcome);
        Assert.Equal(7, listener.Lines.Count);
    }

    [Fact]
    public void Attaching_to_nothing_says_so()
    {
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var process = _world.Process();
            return await process.Launcher.AttachAsync(LaunchId.Parse("l-none"), FakeEcs.Cluster, new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.not-found", exception.Code);
    }

    [Fact]
    public void A_definitive_refusal_for_want_of_capacity_takes_the_next_choice()
    {
        _world.Ecs.Refuse = (request, _) => request.LaunchType == "FARGATE" ? null : "Capacity is unavailable at this time. Please try again later or in a different availability zone";
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.Succeeded, 2), (result.Outcome, result.Submissions));
        Assert.Equal(["l-1-1", "l-1-2"], _world.Ecs.Sends.Select(send => send.Token));
    }

    [Fact]
    public void A_start_that_failed_for_want_of_capacity_takes_the_next_choice_and_another_subnet()
    {
        _world.Ecs.FailStart = (_, before) => before == 0 ? "Capacity is unavailable at this time. Please try again later or in a different availability zone" : null;
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.Succeeded, 2), (result.Outcome, result.Submissions));
        Assert.Equal(["subnet-b"], _world.Ecs.Tasks[1].Request.NetworkConfiguration!.AwsvpcConfiguration!.Subnets);
        Assert.Equal("FARGATE", _world.Ecs.Tasks[1].Request.LaunchType);
    }

    [Fact]
    public void Patience_with_capacity_ends()
    {
        _world.Ecs.Refuse = (_, _) => "RESOURCE:MEMORY";
        var listener = new RecordingListener();
        var result = Run(LaunchWorld.Order() with { CapacityPatience = TimeSpan.FromMinutes(3) }, listener);
        Assert.Equal((LaunchOutcome.NeverStarted, FailureClass.Capacity, RetryAdvice.Infrastructure), (result.Outcome, result.Failure, result.Retry));
        Assert.InRange(_world.Clock.Elapsed, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4.5));
        Assert.Contains(listener.Heard, text => text.StartsWith("waiting 60s: RESOURCE:MEMORY", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_that_no_waiting_mends_ends_the_launch()
    {
        _world.Ecs.Refuse = (_, _) => "ATTRIBUTE";
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.NeverStarted, RetryAdvice.Pointless, 1), (result.Outcome, result.Retry, result.Submissions));
        Assert.Null(result.ExitCode);
    }

    [Fact]
    public void An_inactive_revision_is_replaced()
    {
        _world.Ecs.InactiveRevisions.Add(FakeRegistrar.Arn(1));
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.Succeeded, "dbt-model:2", 2), (result.Outcome, result.Revision, result.Submissions));
    }

    [Theory]
    [InlineData("TaskDefinition is inactive")]
    [InlineData("TaskDefinition not found.")]
    [InlineData("Unable to describe task definition.")]
    public void A_revision_is_replaced_once_and_then_the_launch_fails_with_who_is_to_blame(string reason)
    {
        _world.Ecs.InactiveReason = reason;
        _world.Ecs.InactiveRevisions.UnionWith(Enumerable.Range(1, 9).Select(FakeRegistrar.Arn));
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.NeverStarted, FailureClass.Infrastructure, RetryAdvice.Pointless, 2), (result.Outcome, result.Failure, result.Retry, result.Submissions));
        Assert.Equal(2, _world.Revisions.Current);
        Assert.Contains("dbt-model:2", result.Reason, StringComparison.Ordinal);
        Assert.Contains("deletes revisions of the family dbt-model", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_launch_with_a_new_id_is_looked_for_nowhere_and_one_whose_id_was_given_is()
    {
        var (isNew, given) = (new Fate(), new Fate());
        Run(LaunchWorld.Order() with { IsNew = true }, fate: isNew);
        Assert.DoesNotContain("before ListTasks", isNew.Points);

        Run(LaunchWorld.Order("l-2"), fate: given);
        Assert.Equal(2, given.Points.TakeWhile(point => point != "before RunTask").Count(point => point == "before ListTasks"));
    }

    [Fact]
    public void A_time_out_stops_it()
    {
        _world.Ecs.RunFor = TimeSpan.FromHours(2);
        var result = Run(LaunchWorld.Order() with { Timeout = TimeSpan.FromMinutes(10) });
        Assert.Equal((LaunchOutcome.TimedOut, FailureClass.Timeout), (result.Outcome, result.Failure));
        var ran = result.Timings.StoppedAt!.Value - result.Timings.StartedAt!.Value;
        Assert.InRange(ran, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.2));
    }

    [Fact]
    public void Stopping_ends_with_the_ecs_task()
    {
        _world.Ecs.RunFor = TimeSpan.FromHours(2);
        var (stopped, followed) = _world.Run(async () =>
        {
            await using var one = _world.Process();
            var running = one.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(30), _world.Clock, Cancellation);
            await using var other = _world.Process();
            var stop = await other.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "wrong day", Cancellation);
            return (stop, await running);
        });
        Assert.Equal((LaunchOutcome.Cancelled, FailureClass.Cancelled, 143), (stopped.Outcome, stopped.Failure, stopped.ExitCode));
        Assert.Contains("wrong day", stopped.Reason, StringComparison.Ordinal);
        Assert.Equal(stopped.Outcome, followed.Outcome);
        Assert.True(_world.Ecs.Tasks[0].IsStopped(_world.Clock.GetUtcNow()));
    }

    [Fact]
    public void Stopping_while_AWS_has_no_room_ends_without_an_ecs_task()
    {
        _world.Ecs.Refuse = (_, _) => "RESOURCE:CPU";
        var (stopped, followed) = _world.Run(async () =>
        {
            await using var one = _world.Process();
            var running = one.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(20), _world.Clock, Cancellation);
            return (await one.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "no need", Cancellation), await running);
        });
        Assert.Equal((LaunchOutcome.Cancelled, (string?)null), (stopped.Outcome, stopped.EcsTaskArn));
        Assert.Equal(LaunchOutcome.Cancelled, followed.Outcome);
        Assert.Empty(_world.Ecs.Tasks);
    }

    [Fact]
    public void An_exit_seen_before_the_stop_wins()
    {
        var result = _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(60), _world.Clock, Cancellation);
            return await one.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "too late", Cancellation);
        });
        Assert.Equal((LaunchOutcome.Succeeded, 0), (result.Outcome, result.ExitCode));
    }

    [Fact]
    public void Somebody_elses_stop_is_told_apart()
    {
        _world.Ecs.RunFor = TimeSpan.FromHours(2);
        var result = _world.Run(async () =>
        {
            await using var one = _world.Process();
            var running = one.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(30), _world.Clock, Cancellation);
            _world.Ecs.Tasks[0].Stop(_world.Clock.GetUtcNow(), "Task stopped by user");
            return await running;
        });
        Assert.Equal(LaunchOutcome.Cancelled, result.Outcome);
        Assert.Contains("Somebody else", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Letting_go_leaves_the_ecs_task_running_and_adoptable()
    {
        var lines = new RecordingListener();
        var result = _world.Run(async () =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25), _world.Clock);
            await using var one = _world.Process();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.Launcher.RunAsync(LaunchWorld.Order(), lines, patience.Token));
            Assert.False(_world.Ecs.Tasks[0].IsStopped(_world.Clock.GetUtcNow()));
            await using var other = _world.Process();
            return await other.Launcher.RunAsync(LaunchWorld.Order() with { LogPosition = lines.Position }, lines, Cancellation);
        });
        Assert.Equal(LaunchOutcome.Succeeded, result.Outcome);
        Assert.Equal(1, _world.Ecs.RunTaskCalls);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"line {i}"), lines.Lines);
    }

    [Fact]
    public void A_lost_claim_sends_nothing()
    {
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var process = _world.Process(claims: new NoClaims());
            return await process.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.claim-lost", exception.Code);
        Assert.Equal(0, _world.Ecs.RunTaskCalls);
    }

    [Fact]
    public void A_launch_with_its_own_revision_leaves_none_behind()
    {
        Run(LaunchWorld.Order() with { Policy = RevisionPolicy.PerRun });
        Assert.Empty(_world.Revisions.PerRun);
        Assert.Equal(1, _world.Revisions.PerRunRegistrations);

        _world.Ecs.Refuse = (_, _) => "ATTRIBUTE";
        Run(LaunchWorld.Order("l-2") with { Policy = RevisionPolicy.PerRun });
        Assert.Empty(_world.Revisions.PerRun);
    }

    [Fact]
    public void What_is_stored_of_an_ended_launch_holds_no_environment()
    {
        Run(LaunchWorld.Order());
        Assert.DoesNotContain("2026-01-05\"", System.Text.Encoding.UTF8.GetString(_world.Store.Documents[LaunchId.Parse("l-1")]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_stays_lost_is_never_asked_for_after_fifty_minutes()
    {
        // Every answer of the first launcher is lost after the effect; it is killed, and the next one begins 51 minutes later.
        _world.Ecs.RunFor = TimeSpan.FromHours(3);
        var result = _world.Run(async () =>
        {
            var fate = new Fate { DiesAt = PointOf("after RunTask") };
            await using (var one = _world.Process(fate))
                await Assert.ThrowsAsync<LauncherDiedException>(() => one.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation));
            await Task.Delay(TimeSpan.FromMinutes(51), _world.Clock, Cancellation);
            await using var two = _world.Process();
            return await two.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        });
        Assert.Equal(LaunchOutcome.Succeeded, result.Outcome);
        Assert.Equal(1, _world.Ecs.RunTaskCalls);
    }

    [Fact]
    public void What_nobody_can_know_any_more_is_lost_and_not_started_again()
    {
        var result = _world.Run(async () =>
        {
            var fate = new Fate { DiesAt = PointOf("after RunTask") };
            await using (var one = _world.Process(fate))
                await Assert.ThrowsAsync<LauncherDiedException>(() => one.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation));
            await Task.Delay(TimeSpan.FromHours(3), _world.Clock, Cancellation);
            await using var two = _world.Process();
            return await two.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        });
        Assert.Equal((LaunchOutcome.Lost, FailureClass.Lost), (result.Outcome, result.Failure));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void An_ecs_task_that_ended_and_was_forgotten_while_nobody_looked_is_lost()
    {
        var result = _world.Run(async () =>
        {
            await using (var one = _world.Process())
                await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromHours(3), _world.Clock, Cancellation);
            await using var two = _world.Process();
            return await two.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        });
        Assert.Equal(LaunchOutcome.Lost, result.Outcome);
        Assert.InRange(_world.Clock.Elapsed, TimeSpan.FromHours(3) + TimeSpan.FromMinutes(5), TimeSpan.FromHours(3) + TimeSpan.FromMinutes(7));
    }

    internal static LaunchOrder Another()
    {
        var order = LaunchWorld.Order();
        return order with { Launch = order.Launch with { Run = order.Launch.Run with { Command = ["dbt", "test"] } } };
    }

    internal static int PointOf(string what)
    {
        var world = new LaunchWorld();
        var fate = new Fate();
        world.Run(async () =>
        {
            await using var process = world.Process(fate);
            return await process.Launcher.StartAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), CancellationToken.None);
        });
        return fate.Points.IndexOf(what);
    }

    private LaunchResult Run(LaunchOrder order, RecordingListener? listener = null, Fate? fate = null) => _world.Run(async () =>
    {
        await using var process = _world.Process(fate);
        return await process.Launcher.RunAsync(order, listener ?? new RecordingListener(), Cancellation);
    });

    private sealed class NoClaims : ILaunchClaims
    {
        public ValueTask<bool> IsHeldAsync(LaunchId launch, CancellationToken cancellationToken) => ValueTask.FromResult(false);
    }
}
