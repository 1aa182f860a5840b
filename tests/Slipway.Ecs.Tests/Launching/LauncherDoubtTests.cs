using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>What a launcher may not conclude: from a refusal, from silence, from having waited.</summary>
public sealed class LauncherDoubtTests
{
    private readonly LaunchWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_stopped_while_it_waited_for_its_turn_is_not_sent()
    {
        // The claim is asked for right before the send, behind the budget's queue: here, somebody stops the launch meanwhile.
        var claims = new HookedClaims(async _ =>
        {
            await using var other = _world.Process();
            await other.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "no need", Cancellation);
        });
        var result = _world.Run(async () =>
        {
            await using var process = _world.Process(claims: claims);
            return await process.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
        });
        Assert.Equal(LaunchOutcome.Cancelled, result.Outcome);
        Assert.Equal(0, _world.Ecs.RunTaskCalls);
    }

    [Fact]
    public void What_waited_for_its_turn_until_the_token_may_be_forgotten_is_not_sent_again()
    {
        _world.Ecs.RunFor = TimeSpan.FromHours(3);
        var claims = new HookedClaims(call => call == 1 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMinutes(51), _world.Clock, Cancellation));
        var result = _world.Run(async () =>
        {
            await using var process = _world.Process(new Fate { LosesAt = LauncherTests.PointOf("after RunTask") }, claims: claims);
            return await process.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
        });
        Assert.Equal((LaunchOutcome.Succeeded, true), (result.Outcome, result.Adopted));
        Assert.Equal((1, 2), (_world.Ecs.RunTaskCalls, claims.Calls));
    }

    [Fact]
    public void A_refusal_of_what_was_sent_before_is_no_proof_that_nothing_runs()
    {
        _world.Ecs.RefuseAgain = "Capacity is unavailable at this time. Please try again later or in a different availability zone";
        var result = _world.Run(async () =>
        {
            await using var process = _world.Process(new Fate { LosesAt = LauncherTests.PointOf("after RunTask") });
            return await process.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
        });
        Assert.Equal((LaunchOutcome.Succeeded, true, 1), (result.Outcome, result.Adopted, result.Submissions));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void A_refusal_of_what_another_launcher_has_just_started_ends_nothing()
    {
        // Both hold the same submission before either has sent it; the second one's send comes while the first one's is under way.
        _world.Ecs.RefuseAgain = "ATTRIBUTE";
        var results = RunSideBySide(new Fate());
        Assert.Equal([LaunchOutcome.Succeeded, LaunchOutcome.Succeeded], results.Select(result => result.Outcome));
        Assert.Single(_world.Ecs.Tasks);
        Assert.Equal(2, _world.Ecs.RunTaskCalls);
    }

    [Theory]
    [InlineData("ATTRIBUTE")]
    [InlineData("Capacity is unavailable at this time. Please try again later or in a different availability zone")]
    public void A_refusal_is_no_proof_when_another_launcher_sent_meanwhile_and_lost_its_answer(string refusal)
    {
        // Both hold the submission before either has sent it. The first one's send starts the ECS task, and its answer is lost; the second one's is refused.
        _world.Ecs.RefuseAgain = refusal;
        var results = RunSideBySide(new Fate { LosesAt = LauncherTests.PointOf("after RunTask") });
        Assert.All(results, result => Assert.Equal((LaunchOutcome.Succeeded, 1), (result.Outcome, result.Submissions)));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Theory]
    [InlineData("ATTRIBUTE")]
    [InlineData("Capacity is unavailable at this time. Please try again later or in a different availability zone")]
    public void A_refusal_is_no_proof_while_another_launchers_send_is_under_way(string refusal)
    {
        // The first one is refused while the second one's send, of the same submission, is under way; that one starts the ECS task.
        _world.Ecs.ForgetsRefusals = true;
        _world.Ecs.Refuse = (_, before) => before == 0 ? refusal : null;
        var results = RunSideBySide(new Fate());
        Assert.All(results, result => Assert.Equal((LaunchOutcome.Succeeded, 1), (result.Outcome, result.Submissions)));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void A_refusal_is_no_proof_when_throttling_hid_that_an_answer_was_lost()
    {
        _world.Ecs.ThrottlesAfterALoss = true;
        _world.Ecs.RefuseAgain = "Capacity is unavailable at this time. Please try again later or in a different availability zone";
        var result = Run(LaunchWorld.Order() with { IsNew = true });
        Assert.Equal((LaunchOutcome.Succeeded, true, 1), (result.Outcome, result.Adopted, result.Submissions));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void What_another_launcher_sent_is_not_forgotten_when_the_next_send_does_not_leave_the_machine()
    {
        _world.Ecs.RunFor = TimeSpan.FromHours(3);
        var stopped = _world.Run(async () =>
        {
            await using var one = _world.Process(new Fate { LosesAt = LauncherTests.PointOf("after RunTask") }, claims: TakingTurns());
            var first = one.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(5), _world.Clock, Cancellation);
            await using var other = _world.Process(claims: new HookedClaims(_ => Task.Delay(TimeSpan.FromMilliseconds(15), _world.Clock, Cancellation)));
            var second = other.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(10), _world.Clock, Cancellation);
            _world.Ecs.IsOutOfReach = true;
            await Task.Delay(TimeSpan.FromMilliseconds(10), _world.Clock, Cancellation);
            _world.Ecs.IsOutOfReach = false;
            await using var third = _world.Process();
            var stop = await third.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "no need", Cancellation);
            await Task.WhenAll(first, second);
            return stop;
        });
        Assert.Equal((LaunchOutcome.Cancelled, _world.Ecs.Tasks[0].Arn), (stopped.Outcome, stopped.EcsTaskArn));
        Assert.True(_world.Ecs.Tasks[0].IsStopped(_world.Clock.GetUtcNow()));
    }

    [Fact]
    public void An_ecs_task_behind_a_refusal_is_found_before_the_next_submission()
    {
        (_world.Ecs.Lag, _world.Ecs.StartsWhatItRefuses) = (TimeSpan.Zero, true);
        _world.Ecs.Refuse = (_, before) => before == 0 ? "Capacity is unavailable at this time. Please try again later or in a different availability zone" : null;
        var result = Run(LaunchWorld.Order());
        Assert.Equal((LaunchOutcome.Succeeded, true, 1), (result.Outcome, result.Adopted, result.Submissions));
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void An_ecs_task_that_starts_after_the_launch_was_given_up_is_stopped()
    {
        _world.Ecs.RunTaskTakes = TimeSpan.FromMinutes(5);
        _world.Ecs.RunFor = TimeSpan.FromHours(3);
        var (stopped, late) = _world.Run(async () =>
        {
            await using var slow = _world.Process();
            var running = slow.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(10), _world.Clock, Cancellation);
            await using var other = _world.Process();
            var stop = await other.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "no need", Cancellation);
            Assert.Empty(_world.Ecs.Tasks);
            return (stop, await running);
        });
        Assert.Equal((LaunchOutcome.Cancelled, LaunchOutcome.Cancelled), (stopped.Outcome, late.Outcome));
        Assert.InRange(Assert.Single(_world.Ecs.Tasks).StoppedAt - _world.Ecs.Tasks[0].CreatedAt, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Another_orders_ecs_task_is_not_adopted_by_its_token()
    {
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var one = _world.Process();
            await one.Launcher.StartAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(10), _world.Clock, Cancellation);
            await using var other = _world.Process(store: new MemoryLaunches());
            return await other.Launcher.RunAsync(LauncherTests.Another() with { IsNew = true }, new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.different-order", exception.Code);
        Assert.Single(_world.Ecs.Tasks);
    }

    [Fact]
    public void What_never_left_the_machine_does_not_count_as_sent()
    {
        _world.Ecs.IsOutOfReach = true;
        var exception = Assert.Throws<SlipwayException>(() => _world.Run(async () =>
        {
            await using var process = _world.Process();
            return await process.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
        }));
        Assert.Equal("launch.refused", exception.Code);
        Assert.Contains("nothing was started", exception.Message, StringComparison.Ordinal);

        // So nothing has to be looked for when it is stopped, which could not be done either.
        var stopped = _world.Run(async () =>
        {
            await using var process = _world.Process();
            return await process.Launcher.StopAsync(LaunchId.Parse("l-1"), FakeEcs.Cluster, "no need", Cancellation);
        });
        Assert.Equal(LaunchOutcome.Cancelled, stopped.Outcome);
    }

    private LaunchResult Run(LaunchOrder order) => _world.Run(async () =>
    {
        await using var process = _world.Process();
        return await process.Launcher.RunAsync(order, new RecordingListener(), Cancellation);
    });

    /// <summary>Two launchers that read the same submission before either sends it; the first one sends ten milliseconds before the second.</summary>
    private LaunchResult[] RunSideBySide(Fate firsts)
    {
        var claims = TakingTurns();
        return _world.Run(async () =>
        {
            await using var one = _world.Process(firsts, claims: claims);
            await using var other = _world.Process(claims: claims);
            var first = one.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(5), _world.Clock, Cancellation);
            return await Task.WhenAll(first, other.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), Cancellation));
        });
    }

    private HookedClaims TakingTurns() => new(call => Task.Delay(TimeSpan.FromMilliseconds(call == 1 ? 10 : 15), _world.Clock, Cancellation));

    private sealed class HookedClaims(Func<int, Task> asked) : ILaunchClaims
    {
        public int Calls { get; private set; }

        public async ValueTask<bool> IsHeldAsync(LaunchId launch, CancellationToken cancellationToken)
        {
            await asked(++Calls);
            return true;
        }
    }
}
