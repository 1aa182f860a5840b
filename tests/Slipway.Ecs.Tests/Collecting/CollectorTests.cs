using System.Diagnostics.Metrics;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Tests.Registration;

namespace Slipway.Ecs.Tests.Collecting;

public sealed class CollectorTests : IClassFixture<LedgerFile>
{
    private readonly CollectorWorld _collecting;
    private readonly RegistrationWorld _world;

    public CollectorTests(LedgerFile file)
    {
        _collecting = new CollectorWorld(file);
        _world = _collecting.World;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_revisions_that_nobody_needs_are_deregistered_and_half_a_year_later_deleted()
    {
        _collecting.References.Add(new RevisionReference(ReferenceKind.Deployment, "deployment sales") { Family = "dbt", Revision = 2 });
        await _collecting.FillAsync(14, TimeSpan.FromDays(40));

        var plan = await _collecting.Collector().PlanAsync(null, Cancellation);
        Assert.Equal(
            ["14 AmongNewest", "13 AmongNewest", .. Enumerable.Range(3, 10).Reverse().Select(n => $"{n} Unused"), "2 Referenced", "1 Unused"],
            plan.Revisions.Select(planned => $"{planned.Revision} {planned.Reason}"));
        Assert.Equal("deployment sales", plan.ReferenceOf(plan.Revisions[^2])!.By);
        Assert.Empty(Changes("deregister"));

        var first = await _collecting.CollectAsync();
        Assert.Equal((11, 0, 0), (first.Deregistered, first.Deleted, first.Skipped));
        Assert.Equal((0, 0, 0), Counts(await _collecting.CollectAsync()));

        _world.Clock.Advance(TimeSpan.FromDays(181));
        _world.Ecs.Calls.Clear();
        Assert.Equal((0, 11, 0), Counts(await _collecting.CollectAsync()));
        Assert.Equal(2, _world.Ecs.Calls["delete"]);
        Assert.Equal([2, 13, 14], _world.Ecs.Revisions.Where(revision => revision.Status == "ACTIVE").Select(revision => revision.Number));
        Assert.Equal(11, _world.Ecs.Revisions.Count(revision => revision.Status == "DELETE_IN_PROGRESS"));
        await _world.CheckAsync("after two collections");
    }

    [Fact]
    public async Task A_revision_that_comes_into_use_after_the_plan_is_left_alone()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        var collector = _collecting.Collector();
        var plan = await collector.PlanAsync(null, Cancellation);
        Assert.Equal(3, plan.CountOf(PlannedAction.Deregister));

        await _world.Registrar().EnsureAsync(FakeDefinitions.Definition("dbt", "1.0.1"), RegistrationWorld.Ana, Cancellation);
        _collecting.References.Add(new RevisionReference(ReferenceKind.Schedule, "schedule nightly") { Hash = FakeDefinitions.Definition("dbt", "1.0.2").Hash });
        var result = await _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, null, Cancellation));

        Assert.Equal((1, 0, 2), Counts(result));
        Assert.Equal(["deregister dbt:3"], Changes("deregister"));
        await _world.CheckAsync("after the collection");
    }

    [Fact]
    public async Task A_revision_whose_use_ended_less_than_the_cache_time_ago_is_left_alone()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        var collector = _collecting.Collector();
        var plan = await collector.PlanAsync(null, Cancellation);
        await _world.Registrar().EnsureAsync(FakeDefinitions.Definition("dbt", "1.0.1"), RegistrationWorld.Ana, Cancellation);

        // An application may take days: by now the ledger's promise is over, and somebody may still hold the revision.
        var used = await _world.Ledger.FindRevisionAsync("dbt", 1, Cancellation);
        _world.Clock.Advance(used!.UsedUntil + (_collecting.Policy.CacheTime / 2) - _world.Clock.GetUtcNow());
        Assert.Equal((2, 0, 1), Counts(await _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, null, Cancellation))));

        _world.Clock.Advance(_collecting.Policy.CacheTime);
        Assert.Equal((1, 0, 2), Counts(await _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, null, Cancellation))));
    }

    [Fact]
    public async Task A_collector_that_lost_its_lease_calls_nothing_more()
    {
        await _collecting.FillAsync(8, TimeSpan.FromDays(40));
        var collector = _collecting.Collector();
        var plan = await collector.PlanAsync(null, Cancellation);
        var robbed = new Reporting(progress =>
        {
            if (progress.Done != 2)
                return;
            var observed = _world.Ledger.ReadLeaseAsync(LeaseNames.Collector, Cancellation).GetAwaiter().GetResult();
            Assert.NotNull(_world.Ledger.TryTakeLeaseAsync(LeaseNames.Collector, "other", observed, Cancellation).GetAwaiter().GetResult());
        });

        await Assert.ThrowsAsync<LeaseLostException>(() => _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, robbed, Cancellation)));

        Assert.Equal(2, Changes("deregister").Count);
        await _world.CheckAsync("after the lease was lost");
    }

    [Fact]
    public async Task No_references_or_old_ones_stop_the_plan()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        var leases = new LeaseKeeper(_world.Ledger, "test", _world.Options.Lease, _world.Clock);
        var blind = new Collector(_world.Ledger, _world.Ecs, [], new CollectorPolicy(), leases, _world.Clock);
        Assert.Equal("collector.references-missing", (await Assert.ThrowsAsync<SlipwayException>(() => blind.PlanAsync(null, Cancellation))).Code);

        _collecting.ReferenceAge = _collecting.Policy.MaxReferenceAge + TimeSpan.FromTicks(1);
        var stale = await Assert.ThrowsAsync<SlipwayException>(() => _collecting.Collector().PlanAsync(null, Cancellation));
        Assert.Equal("collector.references-stale", stale.Code);
        Assert.Contains("the test", stale.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_that_go_stale_during_the_application_are_read_again_or_stop_it()
    {
        await _collecting.FillAsync(8, TimeSpan.FromDays(40));
        var collector = _collecting.Collector();
        var plan = await collector.PlanAsync(null, Cancellation);
        var before = _collecting.Reads;
        var slow = new Reporting(progress =>
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(10));
            if (progress.Done == 3)
                _collecting.ReferenceAge = TimeSpan.FromHours(1);
        });

        var error = await Assert.ThrowsAsync<SlipwayException>(() => _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, slow, Cancellation)));

        Assert.Equal("collector.references-stale", error.Code);
        Assert.InRange(_collecting.Reads - before, 2, 4);
        Assert.InRange(Changes("deregister").Count, 3, 5);
    }

    [Fact]
    public async Task One_collector_runs_at_a_time()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        var collector = _collecting.Collector();
        var plan = await collector.PlanAsync(null, Cancellation);
        var other = new LeaseKeeper(_world.Ledger, "other", _world.Options.Lease, _world.Clock);
        await using (await other.AcquireAsync(LeaseNames.Collector, null, Cancellation))
        {
            var error = await Assert.ThrowsAsync<SlipwayException>(() => _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, null, Cancellation)));
            Assert.Equal("collector.busy", error.Code);
            Assert.Empty(Changes("deregister"));
        }

        Assert.Equal(3, (await _world.DriveAsync(() => collector.ApplyAsync(plan, CollectorWorld.By, null, Cancellation))).Deregistered);
    }

    [Fact]
    public async Task The_lease_of_a_dead_collector_is_taken_over()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        await _world.Ledger.TryTakeLeaseAsync(LeaseNames.Collector, "dead", null, Cancellation);

        Assert.Equal(3, (await _collecting.CollectAsync()).Deregistered);
    }

    [Fact]
    public async Task What_AWS_refuses_to_delete_is_told_and_tried_again_next_time()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        await _collecting.CollectAsync();
        _world.Clock.Advance(TimeSpan.FromDays(181));
        _world.Ecs.UndeletableRevisions.Add("dbt:2");

        var refused = await _collecting.CollectAsync();
        Assert.Equal((0, 2, 0), Counts(refused));
        Assert.Equal(("dbt:2", true), (Assert.Single(refused.Failures).Revision, refused.Failures[0].Reason.Contains("can't be deleted", StringComparison.Ordinal)));
        Assert.Equal(RevisionState.Deregistered, (await _world.Ledger.FindRevisionAsync("dbt", 2, Cancellation))!.State);

        _world.Ecs.UndeletableRevisions.Clear();
        Assert.Equal((0, 1, 0), Counts(await _collecting.CollectAsync()));
        await _world.CheckAsync("after the refusal");
    }

    [Fact]
    public async Task Revisions_that_others_deregistered_or_deleted_are_only_written_down()
    {
        await _collecting.FillAsync(5, TimeSpan.FromDays(40));
        await _collecting.CollectAsync();
        _world.Clock.Advance(TimeSpan.FromDays(181));
        _world.Ecs.Revisions.RemoveAll(revision => revision.Number == 1);

        var result = await _collecting.CollectAsync();

        Assert.Equal((0, 3, 0), Counts(result));
        Assert.Empty(result.Failures);
        Assert.Equal(RevisionState.Deleted, (await _world.Ledger.FindRevisionAsync("dbt", 1, Cancellation))!.State);
    }

    [Fact]
    public async Task Orphans_retired_ones_and_those_of_launches_that_ended_go_soon()
    {
        var registrar = _world.Registrar();
        var first = await _world.DriveAsync(() => registrar.EnsureAsync(FakeDefinitions.Definition("dbt", "1"), RegistrationWorld.Ana, Cancellation));
        await registrar.InvalidateAsync(first, RegistrationWorld.Ana, Cancellation);
        foreach (var launch in new[] { "l-over", "l-active" })
            await _world.DriveAsync(() => registrar.RegisterForLaunchAsync(FakeDefinitions.Definition("dbt", "1"), LaunchId.Parse(launch), RegistrationWorld.Ana, Cancellation));
        _collecting.References.Add(new RevisionReference(ReferenceKind.ActiveLaunch, "launch l-active") { LaunchId = "l-active" });
        Assert.Equal(0, (await _collecting.CollectAsync()).Deregistered);

        _world.Clock.Advance(_world.Options.UseFor + _collecting.Policy.CacheTime + TimeSpan.FromTicks(1));
        var plan = await _collecting.Collector().PlanAsync("dbt", Cancellation);
        Assert.Equal(
            ["3 Keep Referenced", "2 Deregister LaunchOver", "1 Deregister Retired"],
            plan.Revisions.Select(planned => $"{planned.Revision} {planned.Action} {planned.Reason}"));
        Assert.Equal(2, (await _collecting.CollectAsync()).Deregistered);
    }

    [Fact]
    public async Task Every_step_is_audited_with_its_reason()
    {
        await _collecting.FillAsync(3, TimeSpan.FromDays(40));
        await _collecting.CollectAsync();

        var audit = (await _world.Ledger.AuditAsync(new AuditFilter { Revision = 1, Actor = "collector" }, Cancellation)).Items;
        Assert.Equal([RevisionState.Deregistered, RevisionState.Deregistering], audit.Select(line => line.To!.Value));
        Assert.All(audit, line => Assert.Equal(("daily: nothing has launched it for long", "dbt:1.0.1", "sha256:1.0.1"), (line.By.Reason, line.By.ImageVersion, line.By.ImageDigest)));
    }

    [Fact]
    public async Task The_gauge_tells_each_familys_highest_revision()
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == Telemetry.MeterName && instrument.Name == Telemetry.FamilyRevisionsName)
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (seen)
                seen[(string)tags[0].Value!] = value;
        });
        listener.Start();
        _world.Ecs.Add("gauged");
        _world.Clock.Advance(_world.Ecs.ListLag);
        await _world.DriveAsync(() => _world.Registrar().EnsureAsync(FakeDefinitions.Definition("gauged", "1"), RegistrationWorld.Ana, Cancellation));
        Assert.Equal(2, seen["gauged"]);

        seen.Clear();
        await _collecting.Collector().PlanAsync(null, Cancellation);
        Assert.Equal(2, seen["gauged"]);
    }

    private static (int, int, int) Counts(CollectorResult result) => (result.Deregistered, result.Deleted, result.Skipped);

    private List<string> Changes(string operation) => _world.Ecs.Changes.FindAll(change => change.StartsWith(operation, StringComparison.Ordinal));

    private sealed class Reporting(Action<CollectorProgress> onProgress) : IProgress<CollectorProgress>
    {
        public void Report(CollectorProgress value) => onProgress(value);
    }
}
