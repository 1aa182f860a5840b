using Slipway.Aws.Ecs;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>What others do to a family while a registration is under way.</summary>
public sealed class RegistrarInterferenceTests : IClassFixture<LedgerFile>
{
    private static readonly BoundDefinition V1 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.0");
    private static readonly BoundDefinition V2 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.1");

    private readonly RegistrationWorld _world;

    public RegistrarInterferenceTests(LedgerFile file) => _world = new RegistrationWorld(file);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1:dbt-1.0.1", "test", null, RevisionState.Orphan)]
    [InlineData("1:dbt-1.0.0", "test", "l-9", RevisionState.Orphan)]
    [InlineData("1:dbt-1.0.0", "another", null, null)]
    public async Task After_a_lost_request_nothing_but_its_own_revision_is_adopted(string hash, string ledger, string? launch, RevisionState? afterwards)
    {
        var registrar = RegistrarOver((call, send) =>
        {
            if (call > 1)
                return send();
            _world.Ecs.Add("dbt", [(RevisionTags.Hash, hash), (RevisionTags.Ledger, ledger), .. launch is null ? [] : new[] { (RevisionTags.Launch, launch) }]);
            throw FakeDefinitions.NoAnswer("RegisterTaskDefinition");
        });

        var revision = await EnsureAsync(registrar, V1);

        Assert.Equal((2, RevisionOrigin.Registered), (revision.Revision, revision.Origin));
        Assert.Equal(afterwards, (await _world.Ledger.FindRevisionAsync("dbt", 1, Cancellation))?.State);
        await _world.CheckAsync("after the lost request");
    }

    [Theory]
    [InlineData("1.0.0", 1, RevisionState.Orphan)]
    [InlineData("1.0.1", 2, RevisionState.Active)]
    public async Task What_is_registered_while_the_lease_goes_to_another_is_not_forgotten(string versionOfTheOther, int given, RevisionState ofTheSecond)
    {
        var other = _world.Registrar();
        var registrar = RegistrarOver(async (_, send) =>
        {
            // As if this process had slept between its look at the lease and the sending: the other finds nothing of it, and registers.
            var lease = LeaseNames.OfFamily("dbt");
            var token = await _world.Ledger.TryTakeLeaseAsync(lease, "other", await _world.Ledger.ReadLeaseAsync(lease, Cancellation), Cancellation);
            await _world.Ledger.ReleaseLeaseAsync(token!.Value, Cancellation);
            var first = await other.EnsureAsync(FakeDefinitions.Definition("dbt", versionOfTheOther), RegistrationWorld.Ana, Cancellation);
            Assert.Equal(1, first.Revision);
            return await send();
        });

        var revision = await EnsureAsync(registrar, V1);

        Assert.Equal(given, revision.Revision);
        Assert.Equal(ofTheSecond, (await _world.Ledger.FindRevisionAsync("dbt", 2, Cancellation))?.State);
        await _world.CheckAsync("after the take-over");
    }

    [Fact]
    public async Task Callers_of_one_process_wait_for_each_other_before_they_ask_for_the_lease()
    {
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var machine = new Machine("a", fault: null, turns: null);
        var definitions = new HookedDefinitions(_world.Ecs, async (_, send) =>
        {
            entered.TrySetResult();
            await go.Task;
            return await send();
        });
        var registrar = new Registrar(new MachineLedger(_world.Ledger, machine), definitions, _world.Options, _world.Clock);

        var first = registrar.EnsureAsync(V1, RegistrationWorld.Ana, Cancellation);
        await entered.Task.WaitAsync(Cancellation);
        var second = registrar.EnsureAsync(V2, RegistrationWorld.Ana, Cancellation);

        Assert.Single(machine.Log, step => step.EndsWith(nameof(ILedger.TryTakeLeaseAsync), StringComparison.Ordinal));
        go.SetResult();
        Assert.Equal([1, 2], (await Task.WhenAll(first, second)).Select(revision => revision.Revision));
        Assert.Equal(TimeSpan.Zero, _world.Clock.Elapsed);
    }

    private Registrar RegistrarOver(Func<int, Func<Task<RegisterTaskDefinitionResponse>>, Task<RegisterTaskDefinitionResponse>> register) =>
        new(_world.Ledger, new HookedDefinitions(_world.Ecs, register), _world.Options, _world.Clock);

    private Task<RegisteredRevision> EnsureAsync(Registrar registrar, BoundDefinition definition) =>
        _world.DriveAsync(() => registrar.EnsureAsync(definition, RegistrationWorld.Ana, Cancellation));
}
