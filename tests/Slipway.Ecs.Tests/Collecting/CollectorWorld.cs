using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Tests.Registration;

namespace Slipway.Ecs.Tests.Collecting;

/// <summary>A world with revisions of every age, and somebody who needs some.</summary>
internal sealed class CollectorWorld : IRevisionReferences
{
    internal const string Family = RegistrationWorld.Family;

    internal static readonly AuditContext By = new("collector", "daily");

    public CollectorWorld(LedgerFile file) => World = new RegistrationWorld(file);

    public RegistrationWorld World { get; }

    public CollectorPolicy Policy { get; set; } = new() { KeepLast = 2 };

    public List<RevisionReference> References { get; } = [];

    public TimeSpan ReferenceAge { get; set; }

    public int Reads { get; private set; }

    public Task<ReferenceSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(new ReferenceSnapshot("the test", World.Clock.GetUtcNow() - ReferenceAge, [.. References]));
    }

    public Collector Collector(Machine? machine = null)
    {
        var ledger = machine is null ? World.Ledger : new MachineLedger(World.Ledger, machine);
        return new Collector(
            ledger,
            machine is null ? World.Ecs : new MachineDefinitions(World.Ecs, machine),
            [this],
            Policy,
            new LeaseKeeper(ledger, machine?.Name ?? "test", World.Options.Lease, World.Clock),
            World.Clock);
    }

    /// <summary>Registers versions one after the other, a day apart, and lets time pass.</summary>
    public async Task FillAsync(int versions, TimeSpan thenWait)
    {
        var registrar = World.Registrar();
        for (var i = 1; i <= versions; i++)
        {
            await World.DriveAsync(() => registrar.EnsureAsync(FakeDefinitions.Definition(Family, $"1.0.{i}"), RegistrationWorld.Ana, CancellationToken.None));
            World.Clock.Advance(TimeSpan.FromDays(1));
        }

        World.Clock.Advance(thenWait);
    }

    public Task<CollectorResult> CollectAsync(Machine? machine = null) => World.DriveAsync(async () =>
    {
        var collector = Collector(machine);
        return await collector.ApplyAsync(await collector.PlanAsync(null, CancellationToken.None), By, null, CancellationToken.None);
    });
}
