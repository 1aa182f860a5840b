using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>
/// Several machines at once, their steps interleaved as a seed chooses; now and then time passes while somebody stands in the middle of a step, so that
/// leases are taken over from holders that live.
/// </summary>
[Trait("speed", "slow")]
public sealed class RegistrarRaceTests(LedgerFile file) : IClassFixture<LedgerFile>
{
    private const int Seeds = 100;

    private static readonly BoundDefinition V1 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.0");
    private static readonly BoundDefinition V2 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.02, false)]
    [InlineData(0, true)]
    [InlineData(0.02, true)]
    public async Task Interleaved_machines_agree_and_explain_every_revision(double sleepiness, bool oneDies)
    {
        var takeovers = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var world = new RegistrationWorld(file, new Turns());
            var chooser = new SleepyChooser(random, sleepiness);
            var fault = oneDies ? new Fault(random.Next(1, 20), random.Next(2) == 0 ? FaultKind.DieBefore : FaultKind.DieAfter) : null;
            var machines = new[] { world.Start("a", fault), world.Start("b"), world.Start("c") };
            BoundDefinition[] wanted = [V1, V1, V2];

            var (results, moves) = await Task.Run(
                () => world.DriveAllAsync(
                    [.. machines.Select((machine, i) => (Func<Task<RegisteredRevision>>)(() => machine.Registrar.EnsureAsync(wanted[i], RegistrationWorld.Ana, Cancellation)))],
                    chooser.Choose),
                Cancellation);

            var context = $"seed {seed}, {moves} moves, revisions {string.Join(", ", world.Ecs.Revisions.Select(revision => $"{revision.Name} {revision.Tag(RevisionTags.Hash)}"))}";
            for (var i = 0; i < results.Length; i++)
            {
                if (machines[i].Machine.Dead)
                    continue;
                var revision = await results[i];
                var tag = world.Ecs.Revisions.Single(known => known.Name == revision.Name).Tag(RevisionTags.Hash);
                Assert.True(tag == wanted[i].Hash.Value, $"{context}: machine {i} was given {revision.Name}");
            }

            takeovers += (int)((await world.Ledger.ReadLeaseAsync(LeaseNames.OfFamily(RegistrationWorld.Family), Cancellation))?.Fence ?? 0) > 3 ? 1 : 0;

            // A machine that died while its lease was already another's leaves what only a rebuild finds; without a death nothing needs one.
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            if (oneDies)
                await Task.Run(() => world.DriveAllAsync([() => world.Rebuild().RunAsync(null, RegistrationWorld.Ana, null, Cancellation)], RegistrationWorld.FirstCome), Cancellation);
            await world.CheckAsync(context);
            if (sleepiness == 0 && !oneDies)
                Assert.True(world.Ecs.Revisions.Count == 2, $"{context}: registered more than needed");
        }

        if (sleepiness > 0)
            Assert.True(takeovers > 0, "no lease was ever taken over: the test does not test what it says");
    }
}
