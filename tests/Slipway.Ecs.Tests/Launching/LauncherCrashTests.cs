using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>
/// Every point before and after every AWS call and every store write: the launcher dies there and another takes over, with the same store or (another machine)
/// with an empty one; or the call's answer is lost there. Whatever happens: at most one ECS task of the launch at a time, its containers run once, and the
/// outcome is what ECS knows.
/// </summary>
[Trait("speed", "slow")]
public sealed class LauncherCrashTests
{
    private static readonly LaunchId Id = LaunchId.Parse("l-1");

    public static TheoryData<string> Scenarios => [.. Names.Keys];

    private static Dictionary<string, Action<LaunchWorld>> Names { get; } = new()
    {
        ["plain"] = _ => { },
        ["fails"] = world => world.Ecs.ExitCode = 7,
        ["short"] = world => world.Ecs.RunFor = TimeSpan.FromSeconds(1),
        ["no Spot capacity"] = world => world.Ecs.Refuse = (request, _) => request.LaunchType == "FARGATE" ? null : "Capacity is unavailable at this time",
        ["no capacity for a while"] = world => world.Ecs.Refuse = (_, before) => before < 3 ? "RESOURCE:MEMORY" : null,
        ["start fails for want of capacity"] = world => world.Ecs.FailStart = (_, before) => before < 2 ? "Capacity is unavailable at this time" : null,
        ["start fails for good"] = world => world.Ecs.FailStart = (_, _) => "CannotPullContainerError: manifest unknown: not found",
        ["inactive revision"] = world => world.Ecs.InactiveRevisions.Add(FakeRegistrar.Arn(1)),
        ["refused"] = world => world.Ecs.Refuse = (_, _) => "ATTRIBUTE",
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_launcher_may_die_anywhere_and_the_next_one_goes_on(string scenario) =>
        ForEachPoint(scenario, point => new Fate { DiesAt = point }, sameStore: true);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_launcher_may_die_anywhere_and_another_machine_goes_on(string scenario) =>
        ForEachPoint(scenario, point => new Fate { DiesAt = point }, sameStore: false);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Any_call_or_answer_may_be_lost(string scenario) =>
        ForEachPoint(scenario, point => new Fate { LosesAt = point }, sameStore: true);

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(45)]
    public void A_stop_may_die_anywhere_and_the_next_stop_ends_it(double stopAfterSeconds)
    {
        var points = Stop(new LaunchWorld(), new Fate(), stopAfterSeconds);
        Assert.NotEmpty(points);
        for (var point = 0; point < points.Count; point++)
        {
            var world = new LaunchWorld();
            Stop(world, new Fate { DiesAt = point }, stopAfterSeconds);
            Stop(world = new LaunchWorld(), new Fate { LosesAt = point }, stopAfterSeconds);
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("no Spot capacity")]
    [InlineData("start fails for want of capacity")]
    public void Two_launchers_at_once_start_it_once(string scenario)
    {
        foreach (var sameStore in new[] { true, false })
        {
            for (var gap = 0; gap < 8000; gap += 130)
            {
                var world = New(scenario);
                var results = world.Run(async () =>
                {
                    await using var one = world.Process();
                    await using var other = world.Process(store: sameStore ? null : new MemoryLaunches());
                    var first = one.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), CancellationToken.None);
                    await Task.Delay(TimeSpan.FromMilliseconds(gap + 1), world.Clock);
                    return await Task.WhenAll(first, other.Launcher.RunAsync(LaunchWorld.Order(), new RecordingListener(), CancellationToken.None));
                });
                Check(world, results[0], $"{scenario}, gap {gap} ms, same store: {sameStore}");
                Assert.Equal(results[0].Outcome, results[1].Outcome);
            }
        }
    }

    [Fact]
    public void A_launch_with_its_own_revision_leaves_none_behind_wherever_the_launcher_dies()
    {
        var order = LaunchWorld.Order() with { Policy = RevisionPolicy.PerRun };
        var whole = new Fate();
        RunToEnd(new LaunchWorld(), whole, sameStore: true, order);
        for (var point = 0; point < whole.Points.Count; point++)
        {
            var world = new LaunchWorld();
            var result = RunToEnd(world, new Fate { DiesAt = point }, sameStore: true, order);
            Check(world, result, $"killed {whole.Points[point]} ({point})");
            Assert.True(world.Revisions.PerRun.Count == 0, $"Killed {whole.Points[point]} ({point}), it left its revision behind.");
        }
    }

    private static void ForEachPoint(string scenario, Func<int, Fate> fateAt, bool sameStore)
    {
        var whole = new Fate();
        RunToEnd(New(scenario), whole, sameStore, LaunchWorld.Order());
        Assert.NotEmpty(whole.Points);
        for (var point = 0; point < whole.Points.Count; point++)
        {
            var world = New(scenario);
            var result = RunToEnd(world, fateAt(point), sameStore, LaunchWorld.Order());
            Check(world, result, $"{scenario}, {whole.Points[point]} ({point} of {whole.Points.Count})");
        }
    }

    private static LaunchWorld New(string scenario)
    {
        var world = new LaunchWorld();
        Names[scenario](world);
        return world;
    }

    private static LaunchResult RunToEnd(LaunchWorld world, Fate fate, bool sameStore, LaunchOrder order) => world.Run(async () =>
    {
        await using (var first = world.Process(fate))
        {
            try
            {
                return await first.Launcher.RunAsync(order, new RecordingListener(), CancellationToken.None);
            }
            catch (LauncherDiedException)
            {
                // As meant: the next one takes over.
            }
        }

        // Another machine has no record: what it can't see yet it must not start again. The client token holds even then.
        await using var next = world.Process(store: sameStore ? null : new MemoryLaunches());
        return await next.Launcher.RunAsync(order, new RecordingListener(), CancellationToken.None);
    });

    private static List<string> Stop(LaunchWorld world, Fate fate, double stopAfterSeconds)
    {
        world.Ecs.RunFor = TimeSpan.FromSeconds(30);
        var result = world.Run(async () =>
        {
            await using var runner = world.Process();
            using var letGo = new CancellationTokenSource();
            var running = runner.Launcher.RunAsync(LaunchWorld.Order() with { IsNew = true }, new RecordingListener(), letGo.Token);
            await Task.Delay(TimeSpan.FromSeconds(stopAfterSeconds), world.Clock);
            LaunchResult stopped;
            await using (var stopper = world.Process(fate))
            {
                try
                {
                    stopped = await stopper.Launcher.StopAsync(Id, FakeEcs.Cluster, "enough", CancellationToken.None);
                }
                catch (LauncherDiedException)
                {
                    await using var again = world.Process();
                    stopped = await again.Launcher.StopAsync(Id, FakeEcs.Cluster, "enough", CancellationToken.None);
                }
            }

            var followed = await running;
            Assert.Equal(stopped.Outcome, followed.Outcome);
            return stopped;
        });

        var what = $"stop after {stopAfterSeconds} s, dies at {fate.DiesAt}, loses at {fate.LosesAt}";
        Assert.True(result.Outcome is LaunchOutcome.Cancelled or LaunchOutcome.Succeeded, $"{what}: {result.Outcome} {result.Reason}");
        Assert.True(world.Ecs.Tasks.TrueForAll(task => task.IsStopped(world.Clock.GetUtcNow())), $"{what}: an ECS task goes on after the stop.");
        Assert.True(world.Ecs.MostAtOnce() <= 1, what);
        return fate.Points;
    }

    private static void Check(LaunchWorld world, LaunchResult result, string what)
    {
        var ecs = world.Ecs;
        Assert.True(ecs.MostAtOnce() <= 1, $"{what}: {ecs.MostAtOnce()} ECS tasks at the same time.");
        Assert.True(ecs.Started() <= 1, $"{what}: started {ecs.Started()} times.");
        Assert.True(ecs.Tasks.TrueForAll(task => task.IsStopped(world.Clock.GetUtcNow())), $"{what}: the result came before the ECS task's end.");
        Assert.All(
            ecs.Sends.GroupBy(send => send.Token),
            sends => Assert.True(sends.Max(send => send.At) - sends.Min(send => send.At) < TimeSpan.FromMinutes(50), $"{what}: {sends.Key} was sent again too late."));

        var ran = ecs.Tasks.Find(task => task.Ran(world.Clock.GetUtcNow()));
        EcsTask? truth = ran?.Describe(world.Clock.GetUtcNow());
        if (truth is null)
        {
            Assert.True(result.Outcome == LaunchOutcome.NeverStarted, $"{what}: nothing ran, and yet {result.Outcome} ({result.Reason}).");
        }
        else
        {
            Assert.True(result.ExitCode == truth.Containers[0].ExitCode, $"{what}: exit code {result.ExitCode} for {truth.Containers[0].ExitCode} ({result.Outcome}: {result.Reason}).");
            Assert.Equal(truth.Containers[0].ExitCode == 0 ? LaunchOutcome.Succeeded : LaunchOutcome.Failed, result.Outcome);
            Assert.Equal(ran!.Arn, result.EcsTaskArn);
        }
    }
}
