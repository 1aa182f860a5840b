using Slipway.Aws;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>
/// Every step of a registration fails in every way, one per run; then another machine comes, and what must hold is checked. A step is a call of the ledger or
/// of ECS, so the points are exhaustive: between two steps nothing outlives the process.
/// </summary>
public sealed class RegistrarCrashTests(LedgerFile file) : IClassFixture<LedgerFile>
{
    private static readonly BoundDefinition V1 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.0");
    private static readonly BoundDefinition V2 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.1");
    private static readonly LaunchId Launch = LaunchId.Parse("l-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Enum.GetNames<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_first_registration_of_a_family_survives_every_fault(string kind)
    {
        await AtEveryStepAsync(kind, _ => Task.CompletedTask, EnsureAsync, AfterwardsAsync);

        static async Task AfterwardsAsync(RegistrationWorld world, string context)
        {
            var revision = await world.DriveAsync(() => world.Registrar().EnsureAsync(V1, RegistrationWorld.Ana, Cancellation));
            Assert.True(1 == revision.Revision, $"{context}: registered again as {revision.Name}");
            Assert.True(world.Ecs.Revisions.Count == 1, $"{context}: {world.Ecs.Revisions.Count} revisions");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_further_version_survives_every_fault(string kind)
    {
        await AtEveryStepAsync(kind, PrepareAsync, EnsureAsync, AfterwardsAsync);

        static async Task PrepareAsync(RegistrationWorld world)
        {
            world.Ecs.Add(RegistrationWorld.Family, ("team", "data"));
            await world.DriveAsync(() => world.Registrar().EnsureAsync(V2, RegistrationWorld.Ana, Cancellation));
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        static async Task AfterwardsAsync(RegistrationWorld world, string context)
        {
            var revision = await world.DriveAsync(() => world.Registrar().EnsureAsync(V1, RegistrationWorld.Ana, Cancellation));
            Assert.True(3 == revision.Revision, $"{context}: registered again as {revision.Name}");
            Assert.True(world.Ecs.Revisions.Count == 3, $"{context}: {world.Ecs.Revisions.Count} revisions");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_registration_that_AWS_shows_too_late_leaves_orphans_and_nothing_unexplained(string kind)
    {
        await AtEveryStepAsync(kind, PrepareAsync, EnsureAsync, AfterwardsAsync);

        static Task PrepareAsync(RegistrationWorld world)
        {
            world.Ecs.ListLag = world.Options.SettlingTime + TimeSpan.FromHours(1);
            return Task.CompletedTask;
        }

        static async Task AfterwardsAsync(RegistrationWorld world, string context)
        {
            await world.DriveAsync(() => world.Registrar().EnsureAsync(V1, RegistrationWorld.Ana, Cancellation));
            // The next registration of the family meets the late one.
            await world.DriveAsync(() => world.Registrar().EnsureAsync(V2, RegistrationWorld.Ana, Cancellation));
            Assert.True(world.Ecs.Revisions.Count <= 3, $"{context}: {world.Ecs.Revisions.Count} revisions");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_revision_of_one_launch_is_deregistered_whatever_fails(string kind)
    {
        await AtEveryStepAsync(kind, _ => Task.CompletedTask, RunAsync, AfterwardsAsync);

        static async Task<bool> RunAsync(Registrar registrar)
        {
            await registrar.RegisterForLaunchAsync(V1, Launch, RegistrationWorld.Ana, Cancellation);
            await registrar.DeregisterForLaunchAsync(Launch, RegistrationWorld.Ana, Cancellation);
            return true;
        }

        static async Task AfterwardsAsync(RegistrationWorld world, string context)
        {
            var sweep = new PerRunSweep(world.Ledger, world.Ecs, (_, _) => Task.FromResult(LaunchStanding.Ended), world.Options, world.Clock);
            await world.DriveAsync(() => sweep.RunAsync(RegistrationWorld.Ana, Cancellation));
            Assert.True(world.Ecs.Revisions.TrueForAll(revision => revision.Status == "INACTIVE"), $"{context}: a revision is still active");
            Assert.True(world.Ecs.Revisions.Count <= 1, $"{context}: {world.Ecs.Revisions.Count} revisions");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_launch_asked_again_after_every_fault_gets_one_revision(string kind)
    {
        await AtEveryStepAsync(
            kind,
            _ => Task.CompletedTask,
            async registrar => (await registrar.RegisterForLaunchAsync(V1, Launch, RegistrationWorld.Ana, Cancellation)).Revision > 0,
            async (world, context) =>
            {
                var again = await world.DriveAsync(() => world.Registrar().RegisterForLaunchAsync(V1, Launch, RegistrationWorld.Ana, Cancellation));
                Assert.True(again.Revision == 1 && world.Ecs.Revisions.Count == 1, $"{context}: {again.Name} of {world.Ecs.Revisions.Count}");
            });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_rebuild_survives_every_fault(string kind)
    {
        var failed = 0;
        for (var step = 1; ; step++)
        {
            var world = new RegistrationWorld(file);
            for (var i = 0; i < 25; i++)
                world.Ecs.Add(RegistrationWorld.Family, (RevisionTags.Hash, $"1:{i / 2}"), (RevisionTags.Ledger, "test"));
            world.Ecs.Revisions[7].Status = "INACTIVE";
            world.Clock.Advance(TimeSpan.FromMinutes(1));

            var machine = new Machine("a", new Fault(step, Enum.Parse<FaultKind>(kind)), null);
            var rebuild = new LedgerRebuild(new MachineLedger(world.Ledger, machine), new MachineDefinitions(world.Ecs, machine), world.Options, world.Clock);
            failed += await FailsAsync(world, () => rebuild.RunAsync(null, RegistrationWorld.Ana, null, Cancellation)) ? 1 : 0;

            await world.DriveAsync(() => world.Rebuild().RunAsync(null, RegistrationWorld.Ana, null, Cancellation));
            var context = $"{kind} at step {step} ({machine.Log.LastOrDefault()})";
            await world.CheckAsync(context);
            var entries = (await world.Ledger.ListAsync(new RevisionFilter { Limit = 1000 }, Cancellation)).Items;
            Assert.True(entries.Count == 25, $"{context}: {entries.Count} of 25");
            Assert.True(entries.Count(entry => entry.State == RevisionState.Active) == 13, $"{context}: not one active per hash");
            if (!machine.MetFault)
                break;
        }

        Assert.True(failed > 20, $"only {failed} steps failed: the harness injects nothing");
    }

    private static async Task<bool> EnsureAsync(Registrar registrar) =>
        (await registrar.EnsureAsync(V1, RegistrationWorld.Ana, Cancellation)).Revision > 0;

    private async Task AtEveryStepAsync(
        string kind,
        Func<RegistrationWorld, Task> prepare,
        Func<Registrar, Task<bool>> work,
        Func<RegistrationWorld, string, Task> afterwards)
    {
        var faults = 0;
        for (var step = 1; ; step++)
        {
            var world = new RegistrationWorld(file);
            await prepare(world);
            var (machine, registrar) = world.Start("a", new Fault(step, Enum.Parse<FaultKind>(kind)));
            await FailsAsync(world, () => work(registrar));

            var context = $"{kind} at step {step} of\n  {string.Join("\n  ", machine.Log)}\nthen";
            await afterwards(world, context);
            await world.CheckAsync(context);
            if (!machine.MetFault)
                break;
            faults++;
        }

        Assert.True(faults > 8, $"only {faults} faults: the harness injects nothing");
    }

    /// <summary>Runs what may fail in the ways that were asked for, and no other.</summary>
    private static async Task<bool> FailsAsync<T>(RegistrationWorld world, Func<Task<T>> work)
    {
        try
        {
            await world.DriveAsync(work);
            return false;
        }
        catch (MachineDiedException)
        {
            return true;
        }
        catch (AwsException exception) when (exception.FateUnknown)
        {
            return true;
        }
        catch (SlipwayException exception) when (exception.Code == "storage.busy")
        {
            return true;
        }
    }
}
