using Slipway.Aws;
using Slipway.Core.Errors;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Tests.Registration;

namespace Slipway.Ecs.Tests.Collecting;

/// <summary>A collection is killed at every step, or a step's answer is lost; the next one ends where an undisturbed one would have.</summary>
public sealed class CollectorCrashTests(LedgerFile file) : IClassFixture<LedgerFile>
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Killed_anywhere_and_resumed_it_does_nothing_twice(string kind)
    {
        var faults = 0;
        for (var step = 1; ; step++)
        {
            var collecting = new CollectorWorld(file);
            await collecting.FillAsync(6, TimeSpan.FromDays(40));
            await collecting.CollectAsync();
            // Now four wait for their deletion; two newer versions push two more out.
            await collecting.World.DriveAsync(() => collecting.World.Registrar().EnsureAsync(FakeDefinitions.Definition("dbt", "2.0.0"), RegistrationWorld.Ana, CancellationToken.None));
            await collecting.World.DriveAsync(() => collecting.World.Registrar().EnsureAsync(FakeDefinitions.Definition("dbt", "2.0.1"), RegistrationWorld.Ana, CancellationToken.None));
            collecting.World.Clock.Advance(TimeSpan.FromDays(181));
            collecting.World.Ecs.Changes.Clear();

            var machine = new Machine("a", new Fault(step, Enum.Parse<FaultKind>(kind)), null);
            try
            {
                await collecting.CollectAsync(machine);
            }
            catch (Exception exception) when (exception is MachineDiedException or AwsException { FateUnknown: true } or SlipwayException { Code: "storage.busy" })
            {
                faults++;
            }

            await collecting.CollectAsync();
            var context = $"{kind} at step {step} of\n  {string.Join("\n  ", machine.Log)}\nthen";
            await collecting.World.CheckAsync(context);
            Assert.Equal(
                ["delete dbt:1", "delete dbt:2", "delete dbt:3", "delete dbt:4", "deregister dbt:5", "deregister dbt:6"],
                collecting.World.Ecs.Changes.Order(StringComparer.Ordinal));
            Assert.Equal(
                "7 active, 8 active, 5 deregistered, 6 deregistered, 1 deleted, 2 deleted, 3 deleted, 4 deleted",
                string.Join(", ", (await collecting.World.Ledger.ListAsync(new RevisionFilter(), CancellationToken.None)).Items
                    .OrderBy(entry => entry.State).ThenBy(entry => entry.Revision).Select(entry => $"{entry.Revision} {entry.State.ToText()}")));
            if (!machine.MetFault)
                break;
        }

        Assert.True(faults > 8, $"only {faults} faults: the harness injects nothing");
    }
}
