using Slipway.Aws;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Tests.Registration;

public sealed class RegistrarTests : IClassFixture<LedgerFile>
{
    private static readonly BoundDefinition V1 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.0");
    private static readonly BoundDefinition V2 = FakeDefinitions.Definition(RegistrationWorld.Family, "1.0.1");

    private readonly LedgerFile _file;
    private readonly RegistrationWorld _world;

    public RegistrarTests(LedgerFile file) => (_file, _world) = (file, new RegistrationWorld(file));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_launch_registers_and_the_next_ones_make_no_ECS_call()
    {
        var registrar = _world.Registrar();
        var first = await EnsureAsync(registrar, V1);
        var calls = _world.Ecs.Calls.Values.Sum();
        var second = await EnsureAsync(registrar, V1);
        var elsewhere = await EnsureAsync(_world.Registrar(), V1);

        Assert.Equal(new RegisteredRevision(_world.Ledger.Scope.ArnOf("dbt", 1), "dbt", 1, V1.Hash, RevisionOrigin.Registered), first);
        Assert.Equal(first with { Origin = RevisionOrigin.Reused }, second);
        Assert.Equal(second, elsewhere);
        Assert.Equal(calls, _world.Ecs.Calls.Values.Sum());
        await _world.CheckAsync("after three launches");
    }

    [Fact]
    public async Task A_revision_carries_the_hash_the_ledger_and_the_users_tags()
    {
        await EnsureAsync(_world.Registrar(), V1 with { Tags = new Dictionary<string, string> { ["team"] = "data", [RevisionTags.Hash] = "forged" } });

        var revision = Assert.Single(_world.Ecs.Revisions);
        Assert.Equal(
            [("slipway:hash", V1.Hash.Value), ("slipway:ledger", "test"), ("team", "data")],
            revision.Tags.Select(tag => (tag.Key, tag.Value!)));
    }

    [Fact]
    public async Task Many_callers_at_once_get_one_registration()
    {
        var registrar = _world.Registrar();
        var revisions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => registrar.EnsureAsync(i % 2 == 0 ? V1 : V2, RegistrationWorld.Ana, Cancellation))));

        Assert.Equal(2, revisions.Select(revision => revision.Arn).Distinct().Count());
        Assert.Equal(2, _world.Ecs.Revisions.Count);
        await _world.CheckAsync("after fifty callers");
    }

    [Fact]
    public async Task A_refusal_is_told_and_leaves_no_intent()
    {
        _world.Ecs.NextRefusal = FakeDefinitions.Refused("RegisterTaskDefinition", "ClientException", "Role is not valid");

        var error = await Assert.ThrowsAnyAsync<AwsException>(() => EnsureAsync(_world.Registrar(), V1));

        Assert.Contains("Role is not valid", error.Message, StringComparison.Ordinal);
        await _world.CheckAsync("after the refusal");
        Assert.Equal(1, (await EnsureAsync(_world.Registrar(), V1)).Revision);
    }

    [Fact]
    public async Task Another_tool_that_registers_in_the_family_is_waited_for()
    {
        _world.Ecs.ConcurrentRefusals = 4;
        var revision = await EnsureAsync(_world.Registrar(), V1);

        Assert.Equal(1, revision.Revision);
        Assert.Equal(5, _world.Ecs.Calls["register"]);
        Assert.InRange(_world.Clock.Elapsed, TimeSpan.FromSeconds(4), _world.Options.ConcurrencyPatience);
    }

    [Fact]
    public async Task Waiting_for_another_tool_ends()
    {
        _world.Ecs.ConcurrentRefusals = int.MaxValue;

        await Assert.ThrowsAnyAsync<AwsException>(() => EnsureAsync(_world.Registrar(), V1));

        Assert.InRange(_world.Clock.Elapsed, TimeSpan.FromSeconds(60), _world.Options.ConcurrencyPatience + TimeSpan.FromSeconds(20));
        await _world.CheckAsync("after the patience");
    }

    [Fact]
    public async Task A_lost_response_is_adopted_and_nothing_is_registered_twice()
    {
        var (machine, registrar) = _world.Start("a", await FaultAtRegisterAsync(FaultKind.LostResponse));
        var revision = await EnsureAsync(registrar, V1);

        Assert.True(machine.MetFault);
        Assert.Equal((1, RevisionOrigin.Adopted), (revision.Revision, revision.Origin));
        Assert.Equal(1, _world.Ecs.Calls["register"]);
        await _world.CheckAsync("after the lost response");
        var audit = await _world.Ledger.AuditAsync(new AuditFilter { Revision = 1 }, Cancellation);
        Assert.Contains(audit.Items, line => line.By.Reason.StartsWith("adopted after a lost response", StringComparison.Ordinal) && line.By.ImageVersion == "dbt:1.0.0");
    }

    [Fact]
    public async Task A_lost_request_is_sent_again_after_the_settling_time()
    {
        var (machine, registrar) = _world.Start("a", await FaultAtRegisterAsync(FaultKind.LostRequest));
        var revision = await EnsureAsync(registrar, V1);

        Assert.True(machine.MetFault);
        Assert.Equal((1, RevisionOrigin.Registered), (revision.Revision, revision.Origin));
        Assert.InRange(_world.Clock.Elapsed, _world.Options.SettlingTime, _world.Options.SettlingTime * 2);
        await _world.CheckAsync("after the lost request");
    }

    [Fact]
    public async Task A_revision_that_shows_up_after_the_settling_time_becomes_an_orphan()
    {
        _world.Ecs.ListLag = _world.Options.SettlingTime + TimeSpan.FromMinutes(1);
        var (_, registrar) = _world.Start("a", await FaultAtRegisterAsync(FaultKind.LostResponse));
        var revision = await EnsureAsync(registrar, V1);

        Assert.Equal(2, revision.Revision);
        Assert.Equal(RevisionState.Orphan, (await _world.Ledger.FindRevisionAsync("dbt", 1, Cancellation))!.State);
        await _world.CheckAsync("after the late revision");
    }

    [Fact]
    public async Task A_first_seen_family_is_looked_up_by_tags()
    {
        _world.Ecs.Add("dbt", ("team", "data"));
        _world.Ecs.Add("dbt", (RevisionTags.Hash, V1.Hash.Value), (RevisionTags.Ledger, "test"));
        _world.Ecs.Add("dbt", (RevisionTags.Hash, V1.Hash.Value), (RevisionTags.Ledger, "test"));
        _world.Ecs.Add("dbt", (RevisionTags.Hash, V2.Hash.Value), (RevisionTags.Ledger, "another"));
        _world.Clock.Advance(_world.Ecs.ListLag);

        var adopted = await EnsureAsync(_world.Registrar(), V1);
        var registered = await EnsureAsync(_world.Registrar(), V2);

        Assert.Equal((3, RevisionOrigin.Adopted), (adopted.Revision, adopted.Origin));
        Assert.Equal((5, RevisionOrigin.Registered), (registered.Revision, registered.Origin));
        Assert.Equal(RevisionState.Orphan, (await _world.Ledger.FindRevisionAsync("dbt", 2, Cancellation))!.State);
        Assert.Equal(1, _world.Ecs.Calls["register"]);
        await _world.CheckAsync("after the look-up");
    }

    [Fact]
    public async Task An_inactive_revision_is_invalidated_and_registered_once_more()
    {
        var registrar = _world.Registrar();
        var first = await EnsureAsync(registrar, V1);
        _world.Ecs.Revisions[0].Status = "INACTIVE";
        await registrar.InvalidateAsync(first, RegistrationWorld.Ana, Cancellation);
        await registrar.InvalidateAsync(first, RegistrationWorld.Ana, Cancellation);
        var second = await EnsureAsync(registrar, V1);

        Assert.Equal((2, RevisionOrigin.Registered), (second.Revision, second.Origin));
        Assert.Equal(RevisionState.Retired, (await _world.Ledger.FindRevisionAsync("dbt", 1, Cancellation))!.State);
        await _world.CheckAsync("after the invalidation");
    }

    [Fact]
    public async Task A_launch_gets_a_revision_of_its_own_and_the_same_one_when_it_asks_again()
    {
        var registrar = _world.Registrar();
        var launch = LaunchId.Parse("l-1");
        var shared = await EnsureAsync(registrar, V1);
        var own = await PerRunAsync(registrar, launch);
        var again = await PerRunAsync(_world.Registrar(), launch);

        Assert.Equal((2, RevisionOrigin.PerRun), (own.Revision, own.Origin));
        Assert.Equal(own, again);
        Assert.Equal("l-1", _world.Ecs.Revisions[1].Tag(RevisionTags.Launch));
        Assert.Equal(shared.Revision, (await EnsureAsync(registrar, V1)).Revision);

        await registrar.DeregisterForLaunchAsync(launch, RegistrationWorld.Ana, Cancellation);
        await registrar.DeregisterForLaunchAsync(launch, RegistrationWorld.Ana, Cancellation);
        await registrar.DeregisterForLaunchAsync(LaunchId.Parse("l-unknown"), RegistrationWorld.Ana, Cancellation);

        Assert.Equal(["register dbt:1", "register dbt:2", "deregister dbt:2"], _world.Ecs.Changes);
        Assert.Equal("registration.launch-over", (await Assert.ThrowsAsync<SlipwayException>(() => PerRunAsync(registrar, launch))).Code);
        await _world.CheckAsync("after the launch");
    }

    [Fact]
    public async Task A_sweep_deregisters_what_ended_launches_left()
    {
        var registrar = _world.Registrar();
        foreach (var id in new[] { "l-ended", "l-active", "l-unknown" })
            await PerRunAsync(registrar, LaunchId.Parse(id));
        var sweep = new PerRunSweep(
            _world.Ledger,
            _world.Ecs,
            (launch, _) => Task.FromResult(launch.Value switch { "l-ended" => LaunchStanding.Ended, "l-active" => LaunchStanding.Active, _ => LaunchStanding.Unknown }),
            _world.Options,
            _world.Clock);

        Assert.Equal(1, await sweep.RunAsync(RegistrationWorld.Ana, Cancellation));
        Assert.Equal(0, await sweep.RunAsync(RegistrationWorld.Ana, Cancellation));
        _world.Clock.Advance(_world.Options.UseFor + TimeSpan.FromTicks(1));
        Assert.Equal(1, await sweep.RunAsync(RegistrationWorld.Ana, Cancellation));

        Assert.Equal(["INACTIVE", "ACTIVE", "INACTIVE"], _world.Ecs.Revisions.Select(revision => revision.Status));
        await _world.CheckAsync("after the sweeps");
    }

    [Fact]
    public async Task A_lost_ledger_is_rebuilt_from_tags()
    {
        var registrar = _world.Registrar();
        await EnsureAsync(registrar, V1);
        await EnsureAsync(registrar, V2);
        await PerRunAsync(registrar, LaunchId.Parse("l-1"));
        await EnsureAsync(registrar, FakeDefinitions.Definition("other", "1"));
        _world.Ecs.Revisions[0].Status = "INACTIVE";
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Ecs.Add("dbt", (RevisionTags.Hash, V2.Hash.Value), (RevisionTags.Ledger, "test"));
        _world.Ecs.Add("dbt", (RevisionTags.Hash, V2.Hash.Value), (RevisionTags.Ledger, "another"));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        using var other = new LedgerFile();
        _world.LoseLedger(other);

        var heard = new List<RebuildProgress>();
        var result = await _world.DriveAsync(() => _world.Rebuild().RunAsync(null, RegistrationWorld.Ana, new Heard(heard), Cancellation));

        Assert.Equal((2, 6, 3, 1, 1, 0), (result.Families, result.RevisionsSeen, result.Active, result.Orphans, result.Deregistered, result.Retired));
        Assert.Equal([("another", 1)], result.OtherLedgers.Select(other => (other.Key, other.Value)));
        Assert.Equal(new RebuildProgress(2, 2, null, 6, 5), heard[^1]);
        Assert.Equal((4, RevisionOrigin.Reused), Both(await EnsureAsync(registrar = _world.Registrar(), V2)));
        Assert.Equal(3, (await PerRunAsync(registrar, LaunchId.Parse("l-1"))).Revision);
        Assert.Equal((6, RevisionOrigin.Registered), Both(await EnsureAsync(registrar, V1)));
        await _world.CheckAsync("after the rebuild");

        var again = await _world.DriveAsync(() => _world.Rebuild().RunAsync(null, RegistrationWorld.Ana, null, Cancellation));
        Assert.Equal((0, 0, 0), (again.Active, again.Orphans, again.Deregistered));

        static (int, RevisionOrigin) Both(RegisteredRevision revision) => (revision.Revision, revision.Origin);
    }

    [Fact]
    public async Task A_rebuild_takes_out_of_use_what_others_deregistered()
    {
        await EnsureAsync(_world.Registrar(), V1);
        _world.Ecs.Revisions[0].Status = "INACTIVE";
        _world.Clock.Advance(TimeSpan.FromHours(1));

        var result = await _world.DriveAsync(() => _world.Rebuild().RunAsync("dbt", RegistrationWorld.Ana, null, Cancellation));

        Assert.Equal(1, result.Retired);
        Assert.Equal(2, (await EnsureAsync(_world.Registrar(), V1)).Revision);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_a_registration_that_the_next_one_adopts()
    {
        using var impatient = new CancellationTokenSource();
        var (machine, _) = _world.Start("a");
        var registrar = new Registrar(new MachineLedger(_world.Ledger, machine), new CancellingDefinitions(_world.Ecs, impatient), _world.Options, _world.Clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _world.DriveAsync(() => registrar.EnsureAsync(V1, RegistrationWorld.Ana, impatient.Token)));
        var adopted = await EnsureAsync(_world.Registrar(), V1);

        Assert.Equal((1, RevisionOrigin.Adopted), (adopted.Revision, adopted.Origin));
        Assert.True(_world.Clock.Elapsed < _world.Options.Lease.LeaseTime, "the lease was given back, not left to run out");
        await _world.CheckAsync("after the cancellation");
    }

    private Task<RegisteredRevision> EnsureAsync(Registrar registrar, BoundDefinition definition) =>
        _world.DriveAsync(() => registrar.EnsureAsync(definition, RegistrationWorld.Ana, Cancellation));

    private Task<RegisteredRevision> PerRunAsync(Registrar registrar, LaunchId launch) =>
        _world.DriveAsync(() => registrar.RegisterForLaunchAsync(V1, launch, RegistrationWorld.Ana, Cancellation));

    /// <summary>The fault at the step that is the call of RegisterTaskDefinition, found by a rehearsal.</summary>
    private async Task<Fault> FaultAtRegisterAsync(FaultKind kind)
    {
        var rehearsal = new RegistrationWorld(_file);
        var (machine, registrar) = rehearsal.Start("rehearsal");
        await rehearsal.DriveAsync(() => registrar.EnsureAsync(V1, RegistrationWorld.Ana, Cancellation));
        return new Fault(machine.Log.IndexOf("ecs.RegisterTaskDefinition") + 1, kind);
    }

    private sealed class Heard(List<RebuildProgress> all) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => all.Add(value);
    }
}
