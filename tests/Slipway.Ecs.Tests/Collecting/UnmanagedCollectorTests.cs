using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;
using Slipway.Ecs.Tests.Registration;

namespace Slipway.Ecs.Tests.Collecting;

public sealed class UnmanagedCollectorTests(LedgerFile file) : IClassFixture<LedgerFile>
{
    private readonly RegistrationWorld _world = new(file);
    private readonly FakeRunningTasks _tasks = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_other_tools_left_behind_is_collected_but_what_runs_what_is_new_and_what_is_Slipways_stays()
    {
        await PrepareAsync();
        var looked = new List<int>();
        var plan = await Collector().PlanAsync("dbt", new Looked(looked), Cancellation);

        Assert.Equal(
            [
                "12 Keep AmongNewest", "11 Keep AmongNewest", "8 Deregister Unused", "7 Keep Referenced", "6 Keep Referenced", "5 Keep Referenced", "4 Deregister Unused",
                "3 Deregister Unused", "2 Keep RecentlyDeregistered", "1 Delete InactiveForLong",
            ],
            plan.Plan.Revisions.Select(planned => $"{planned.Revision} {planned.Action} {planned.Reason}"));
        Assert.Equal(ReferenceKind.EcsService, plan.Plan.ReferenceOf(plan.Plan.Revisions.Single(planned => planned.Revision == 5))!.Kind);
        Assert.Equal(12, looked[^1]);
        Assert.DoesNotContain(_world.Ecs.Changes, change => !change.StartsWith("register", StringComparison.Ordinal));

        var result = await _world.DriveAsync(() => Collector().ApplyAsync(plan, CollectorWorld.By, null, Cancellation));

        Assert.Equal((3, 1, 0), (result.Deregistered, result.Deleted, result.Skipped));
        Assert.Equal(["deregister dbt:8", "deregister dbt:4", "deregister dbt:3", "delete dbt:1"], _world.Ecs.Changes.Where(change => !change.StartsWith("register", StringComparison.Ordinal)));
        var audit = (await _world.Ledger.AuditAsync(new AuditFilter { Revision = 4 }, Cancellation)).Items;
        Assert.Equal([RevisionState.Deregistered, RevisionState.Deregistering, RevisionState.Orphan], audit.Select(line => line.To!.Value));
        Assert.Contains("another tool", audit[^1].By.Reason, StringComparison.Ordinal);

        // What was taken in is Slipway's from now on, also those that it deletes half a year later.
        var again = await Collector().PlanAsync("dbt", null, Cancellation);
        Assert.Equal([12, 11, 7, 6, 5, 2], again.Plan.Revisions.Select(planned => planned.Revision));
        Assert.Equal(0, again.Plan.CountOf(PlannedAction.Deregister) + again.Plan.CountOf(PlannedAction.Delete));
    }

    [Fact]
    public async Task What_was_started_after_the_plan_is_left_alone()
    {
        await PrepareAsync();
        var plan = await Collector().PlanAsync("dbt", null, Cancellation);
        _tasks.Running.Add(("one", "task/one/9", _world.Ledger.Scope.ArnOf("dbt", 4), null));

        var result = await _world.DriveAsync(() => Collector().ApplyAsync(plan, CollectorWorld.By, null, Cancellation));

        Assert.Equal((2, 1, 1), (result.Deregistered, result.Deleted, result.Skipped));
        Assert.Equal("ACTIVE", _world.Ecs.Revisions[3].Status);
    }

    /// <summary>1 to 8, 11 and 12 are another tool's, two of them inactive; 9 is this ledger's and 10 another's.</summary>
    private async Task PrepareAsync()
    {
        for (var i = 1; i <= 8; i++)
            _world.Ecs.Add("dbt");
        _world.Clock.Advance(TimeSpan.FromDays(10));
        (_world.Ecs.Revisions[0].Status, _world.Ecs.Revisions[0].DeregisteredAt) = ("INACTIVE", _world.Clock.GetUtcNow());
        _world.Clock.Advance(TimeSpan.FromDays(190));
        (_world.Ecs.Revisions[1].Status, _world.Ecs.Revisions[1].DeregisteredAt) = ("INACTIVE", _world.Clock.GetUtcNow());
        await _world.DriveAsync(() => _world.Registrar().EnsureAsync(FakeDefinitions.Definition("dbt", "1"), RegistrationWorld.Ana, Cancellation));
        _world.Ecs.Add("dbt", (RevisionTags.Ledger, "another"), (RevisionTags.Hash, "1:x"));
        _world.Ecs.Add("dbt");
        _world.Ecs.Add("dbt");
        // Long enough that a fresh registration no longer counts as in use by itself.
        _world.Clock.Advance(_world.Ecs.ListLag + new CollectorPolicy().CacheTime);

        var scope = _world.Ledger.Scope;
        _tasks.Running.AddRange(
        [
            ("one", "task/one/1", scope.ArnOf("dbt", 7), "ana"),
            ("one", "task/one/2", scope.ArnOf("dbt", 7), null),
            ("one", "task/one/3", scope.ArnOf("dbt", 6), null),
            ("two", "task/two/1", scope.ArnOf("dbt", 5), "ecs-svc/123"),
            ("two", "task/two/2", scope.ArnOf("dbt-other", 4), null),
        ]);
    }

    private UnmanagedCollector Collector() => new(
        _world.Ledger,
        _world.Ecs,
        [new EcsTaskReferences("dbt", _tasks, _tasks, _world.Clock)],
        new CollectorPolicy { KeepLast = 2 },
        new LeaseKeeper(_world.Ledger, "test", _world.Options.Lease, _world.Clock),
        _world.Clock);

    private sealed class Looked(List<int> all) : IProgress<int>
    {
        public void Report(int value) => all.Add(value);
    }
}
