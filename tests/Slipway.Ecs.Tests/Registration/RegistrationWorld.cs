using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Registration;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>One account, one ledger, a clock that jumps to whatever is waited for, and machines that come and go.</summary>
internal sealed class RegistrationWorld
{
    internal const string Family = "dbt";

    internal static readonly AuditContext Ana = new("ana", "test");

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly LedgerFile _file;
    private readonly LedgerScope _scope;

    public RegistrationWorld(LedgerFile file, Turns? turns = null)
    {
        (_file, _scope, Turns) = (file, file.NextScope(), turns);
        Ecs = new FakeDefinitions(_scope, Clock);
        Ledger = OpenLedger("test");
    }

    public ManualTimeProvider Clock { get; } = new();

    public FakeDefinitions Ecs { get; }

    public ILedger Ledger { get; private set; }

    public Turns? Turns { get; }

    public RegistrarOptions Options { get; } = new() { Holder = "test" };

    public (Machine Machine, Registrar Registrar) Start(string name, Fault? fault = null)
    {
        var machine = new Machine(name, fault, Turns);
        return (machine, new Registrar(new MachineLedger(Ledger, machine), new MachineDefinitions(Ecs, machine), Options with { Holder = name }, Clock));
    }

    /// <summary>A registrar without faults.</summary>
    public Registrar Registrar() => new(Ledger, Ecs, Options, Clock);

    public LedgerRebuild Rebuild() => new(Ledger, Ecs, Options, Clock);

    /// <summary>The ledger is gone; an empty one of the same id, in another file, takes its place.</summary>
    public void LoseLedger(LedgerFile other) => Ledger = SqliteLedger.Open(other.Database, _scope, Ledger.Id, new LedgerOptions(), Clock);

    /// <summary>Runs until all is done, moving the clock to the next timer whenever everybody waits.</summary>
    public async Task<T> DriveAsync<T>(Func<Task<T>> work)
    {
        // Off any synchronisation context, so that continuations run where they are set off: one thread, one order.
        var (result, _) = await Task.Run(() => DriveAllAsync([work], FirstCome));
        return await result[0];
    }

    /// <summary>Runs several at once. The chooser picks whose turn it is among those that wait, or -1 to let time pass instead.</summary>
    public async Task<(Task<T>[] Results, int Moves)> DriveAllAsync<T>(IReadOnlyList<Func<Task<T>>> works, Func<IReadOnlyList<string>, int> choose)
    {
        var tasks = works.Select(work => work()).ToArray();
        var started = TimeProvider.System.GetTimestamp();
        var moves = 0;
        while (!Array.TrueForAll(tasks, task => task.IsCompleted))
        {
            moves++;
            var waiting = Turns?.Waiting ?? [];
            var chosen = choose(waiting);
            if (chosen >= 0)
                Turns!.Give(chosen);
            else if (Clock.ArmedTimers > 0)
                Clock.AdvanceToNextTimer();
            else if (waiting.Count == 0)
                await Task.WhenAny(Task.WhenAny(tasks), Clock.WaitForTimersAsync());

            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"Not done after {moves} moves; {Clock.Elapsed} passed on the test's clock.");
        }

        return (tasks, moves);
    }

    /// <summary>What must hold once everything is settled.</summary>
    public async Task CheckAsync(string context)
    {
        var entries = (await Ledger.ListAsync(new RevisionFilter { Limit = 1000 }, CancellationToken.None)).Items;
        var audit = (await Ledger.AuditAsync(new AuditFilter { Limit = 1000 }, CancellationToken.None)).Items.Reverse().ToList();

        await foreach (var family in Ledger.ListFamiliesAsync(CancellationToken.None))
            Assert.True(family.Intent is null, $"{context}: an intent is left in {family.Name}");

        foreach (var twice in entries.Where(entry => entry is { State: RevisionState.Active, Launch: null }).GroupBy(entry => entry.Hash))
            Assert.True(twice.Count() == 1, $"{context}: {twice.Count()} active revisions for {twice.Key}");

        foreach (var revision in Ecs.Revisions.Where(revision => revision.Tag(RevisionTags.Ledger) == Ledger.Id))
        {
            var entry = entries.FirstOrDefault(entry => entry.Family == revision.Family && entry.Revision == revision.Number);
            Assert.True(entry is not null, $"{context}: nobody can explain {revision.Name} ({revision.Status})");
            Assert.Equal(revision.Tag(RevisionTags.Hash), entry.Hash.Value);
            Assert.True(Agree(entry.State, revision.Status), $"{context}: {revision.Name} is {revision.Status} in ECS and {entry.State} in the ledger");
        }

        foreach (var entry in entries)
        {
            Assert.True(Ecs.Of(entry.Family).Any(revision => revision.Number == entry.Revision), $"{context}: ECS never had {entry.Name}");
            var steps = audit.Where(line => line.Family == entry.Family && line.Revision == entry.Revision && line.From != line.To).ToList();
            Assert.True(steps.Count > 0 && steps[^1].To == entry.State, $"{context}: the audit trail of {entry.Name} ends with {steps.LastOrDefault()?.To}");
            Assert.True(steps[0].From is null or RevisionState.Registering, $"{context}: the audit trail of {entry.Name} begins with {steps[0].From}");
            for (var i = 1; i < steps.Count; i++)
                Assert.True(steps[i].From == steps[i - 1].To, $"{context}: the audit trail of {entry.Name} jumps from {steps[i - 1].To} to {steps[i].From}");
        }

        var begun = audit.Count(line => line.To == RevisionState.Registering);
        var ended = audit.Count(line => line.From == RevisionState.Registering && (line.To is null or RevisionState.Active or RevisionState.Orphan or RevisionState.Deregistered));
        Assert.True(ended >= begun, $"{context}: {begun} registrations begun, {ended} ended in the audit trail");
    }

    internal static int FirstCome(IReadOnlyList<string> waiting) => waiting.Count == 0 ? -1 : 0;

    private static bool Agree(RevisionState state, string status) => status switch
    {
        "ACTIVE" => state is RevisionState.Active or RevisionState.Orphan or RevisionState.Retired,
        "INACTIVE" => state is RevisionState.Deregistered or RevisionState.Retired,
        _ => state is RevisionState.Deleted,
    };

    private SqliteLedger OpenLedger(string id) => SqliteLedger.Open(_file.Database, _scope, id, new LedgerOptions(), Clock);
}
