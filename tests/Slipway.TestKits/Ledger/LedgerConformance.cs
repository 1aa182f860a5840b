using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.TestKits.Time;
using Xunit;

namespace Slipway.TestKits.Ledger;

/// <summary>
/// What every ledger store does. A store's tests derive from it and say how to open the store; each test begins with an empty one, and opens it
/// several times where several processes would.
/// </summary>
public abstract class LedgerConformance
{
    protected const string Family = "dbt-model";

    protected static readonly LedgerScope Scope = new("123456789012", "eu-central-1");
    protected static readonly DefinitionHash HashA = new("1:aaaa");
    protected static readonly DefinitionHash HashB = new("1:bbbb");
    protected static readonly AuditContext Ana = new("ana@laptop", "run")
    {
        LaunchId = "l-1",
        ImageVersion = "dbt-model:1.0.1",
        ImageDigest = "sha256:0123",
        GitCommit = "deadbeef",
    };

    protected static readonly LedgerOptions Options = new() { UseSlack = TimeSpan.FromHours(1) };

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected ManualTimeProvider Clock { get; } = new();

    private DateTimeOffset Now => Clock.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's store: the same one each time, with <see cref="Clock"/> and <see cref="Options"/>.</summary>
    protected abstract Task<ILedger> OpenAsync(LedgerScope scope, string? id);

    [Fact]
    public async Task The_id_is_given_or_made_once_and_kept()
    {
        var first = await OpenAsync(Scope, null);
        var again = await OpenAsync(Scope, null);
        Assert.NotEmpty(first.Id);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.Id, (await OpenAsync(Scope, first.Id)).Id);

        Assert.Equal("ledger.other-id", (await Assert.ThrowsAsync<SlipwayException>(() => OpenAsync(Scope, "another"))).Code);
        Assert.Equal("dev", (await OpenAsync(Scope with { Region = "us-east-1" }, "dev")).Id);
        Assert.Equal("ledger.bad-id", (await Assert.ThrowsAsync<SlipwayException>(() => OpenAsync(Scope, "a b"))).Code);
    }

    [Fact]
    public async Task An_unknown_definition_misses()
    {
        var ledger = await OpenAsync(Scope, null);

        Assert.Null(await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation));
        Assert.Null(await ledger.FindFamilyAsync(Family, Cancellation));
        Assert.Null(await ledger.FindRevisionAsync(Family, 1, Cancellation));
        Assert.Empty((await ledger.ListAsync(new RevisionFilter(), Cancellation)).Items);
        Assert.Empty((await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items);
    }

    [Fact]
    public async Task An_intent_is_kept_until_it_is_settled()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        var intent = new RegistrationIntent(HashA, 6, null, Now, Ana);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Begin = intent, HighestSeen = 6 }, Cancellation);

        var elsewhere = await OpenAsync(Scope, null);
        var found = await elsewhere.FindFamilyAsync(Family, Cancellation);
        Assert.Equal(new FamilyRecord(Family, 6, false, intent), found);
        Assert.Null(await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation));

        await ledger.ChangeFamilyAsync(
            lease,
            new FamilyChange { Audit = Ana, ClearIntent = true, LookedUp = true, Revisions = [Active(7, HashA)] },
            Cancellation);

        Assert.Equal(new FamilyRecord(Family, 7, true, null), await elsewhere.FindFamilyAsync(Family, Cancellation));
        Assert.Equal(7, (await elsewhere.UseAsync(Family, HashA, Now, Ana, Cancellation))!.Value.Revision);
    }

    [Fact]
    public async Task A_settled_revision_carries_what_the_intent_knew_and_the_audit_trail_tells_it()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Begin = new RegistrationIntent(HashA, 0, null, Now, Ana) }, Cancellation);
        Clock.Advance(Minute);
        var rescuer = new AuditContext("ben@laptop", "adopted after a lost response");
        await ledger.ChangeFamilyAsync(
            lease,
            new FamilyChange
            {
                Audit = rescuer,
                ClearIntent = true,
                Revisions = [Active(2, HashA), new NewRevision(1, HashA, RevisionState.Orphan, Now, Now)],
            },
            Cancellation);

        var entry = await ledger.FindRevisionAsync(Family, 2, Cancellation);
        Assert.NotNull(entry);
        Assert.Equal((RevisionState.Active, HashA, Now), (entry.State, entry.Hash, entry.StateSince));
        Assert.Equal(("dbt-model:1.0.1", "sha256:0123", "deadbeef"), (entry.ImageVersion, entry.ImageDigest, entry.GitCommit));

        var audit = (await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items;
        Assert.Equal(
            ["null→Registering by ana@laptop", "Registering→Active by ben@laptop 2", "Registering→Orphan by ben@laptop 1"],
            audit.Select(Describe).OrderBy(line => !line.StartsWith("null", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal));
        Assert.All(audit, line => Assert.Equal(("dbt-model:1.0.1", "sha256:0123", "deadbeef", "l-1", lease.Fence),
            (line.By.ImageVersion, line.By.ImageDigest, line.By.GitCommit, line.By.LaunchId, line.Fence!.Value)));
        Assert.Equal(Now - Minute, audit[^1].At);
    }

    [Fact]
    public async Task An_intent_that_led_to_nothing_leaves_a_trace_in_the_audit_trail()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Begin = new RegistrationIntent(HashA, 0, null, Now, Ana) }, Cancellation);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana with { Reason = "AWS refused" }, ClearIntent = true }, Cancellation);

        Assert.Null((await ledger.FindFamilyAsync(Family, Cancellation))!.Intent);
        var audit = (await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items;
        Assert.Equal(["Registering→null by ana@laptop", "null→Registering by ana@laptop"], audit.Select(Describe));
        Assert.Equal("AWS refused", audit[0].By.Reason);
    }

    [Fact]
    public async Task A_change_under_a_lost_lease_writes_nothing()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        var observed = await ledger.ReadLeaseAsync(lease.Name, Cancellation);
        var next = await ledger.TryTakeLeaseAsync(lease.Name, "ben", observed, Cancellation);
        Assert.Equal(lease.Fence + 1, next!.Value.Fence);

        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation));
        Assert.False(await ledger.TryRenewLeaseAsync(lease, Cancellation));
        await ledger.ReleaseLeaseAsync(lease, Cancellation);

        Assert.Equal("ben", (await ledger.ReadLeaseAsync(lease.Name, Cancellation))!.Holder);
        Assert.Null(await ledger.FindFamilyAsync(Family, Cancellation));
        Assert.Empty((await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items);
    }

    [Fact]
    public async Task A_change_after_the_release_writes_nothing()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ReleaseLeaseAsync(lease, Cancellation);

        await Assert.ThrowsAsync<LeaseLostException>(() => ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation));
        Assert.False(await ledger.TryRenewLeaseAsync(lease, Cancellation));
    }

    [Fact]
    public async Task A_lease_is_taken_only_when_free_or_exactly_as_observed()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        var observed = await ledger.ReadLeaseAsync(lease.Name, Cancellation);
        Assert.Null(await ledger.TryTakeLeaseAsync(lease.Name, "ben", null, Cancellation));

        Assert.True(await ledger.TryRenewLeaseAsync(lease, Cancellation));
        Assert.Null(await ledger.TryTakeLeaseAsync(lease.Name, "ben", observed, Cancellation));
        Assert.Equal(observed!.Renewal + 1, (await ledger.ReadLeaseAsync(lease.Name, Cancellation))!.Renewal);

        await ledger.ReleaseLeaseAsync(lease, Cancellation);
        var free = await ledger.ReadLeaseAsync(lease.Name, Cancellation);
        Assert.Null(free!.Holder);
        Assert.Equal(lease.Fence + 1, (await ledger.TryTakeLeaseAsync(lease.Name, "ben", null, Cancellation))!.Value.Fence);
    }

    [Fact]
    public async Task Of_many_takers_at_once_one_gets_the_lease()
    {
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(Scope, "shared")));

        var taken = await Task.WhenAll(ledgers.Select((ledger, i) => Task.Run(() => ledger.TryTakeLeaseAsync("collector", $"taker-{i}", null, Cancellation))));

        Assert.Single(taken, token => token is not null);
    }

    [Fact]
    public async Task A_hit_holds_the_revision_at_least_as_long_as_asked_and_writes_ahead()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        var before = await CountAuditAsync(ledger);

        var first = await ledger.UseAsync(Family, HashA, Now + Minute, Ana, Cancellation);
        Assert.Equal(Now + Minute + Options.UseSlack, first!.Value.UsedUntil);
        Assert.Equal(before + 1, await CountAuditAsync(ledger));

        Clock.Advance(Options.UseSlack);
        var second = await ledger.UseAsync(Family, HashA, Now + Minute, Ana, Cancellation);
        Assert.Equal(first, second);
        Assert.Equal(before + 1, await CountAuditAsync(ledger));

        Clock.Advance(TimeSpan.FromTicks(1));
        var third = await ledger.UseAsync(Family, HashA, Now + Minute, Ana, Cancellation);
        Assert.Equal(Now + Minute + Options.UseSlack, third!.Value.UsedUntil);
        var entry = await ledger.FindRevisionAsync(Family, 1, Cancellation);
        Assert.Equal((third.Value.UsedUntil, Now), (entry!.UsedUntil, entry.LastUsedAt));
    }

    [Fact]
    public async Task A_revision_in_use_is_not_moved_by_a_move_that_asks_for_an_unused_one()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        var hit = await ledger.UseAsync(Family, HashA, Now + Minute, Ana, Cancellation);
        var collect = Move(1, RevisionState.Active, RevisionState.Deregistering) with { OnlyIfUnusedAt = hit!.Value.UsedUntil };

        Assert.False(await ledger.TryMoveAsync(collect, Cancellation));
        Assert.Equal(1, (await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation))!.Value.Revision);

        Assert.True(await ledger.TryMoveAsync(collect with { OnlyIfUnusedAt = hit.Value.UsedUntil + TimeSpan.FromTicks(1) }, Cancellation));
        Assert.Null(await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation));
        Assert.Equal(RevisionState.Deregistering, (await ledger.FindRevisionAsync(Family, 1, Cancellation))!.State);
    }

    [Fact]
    public async Task Of_a_hit_and_a_collector_at_once_exactly_one_wins()
    {
        var launcher = await OpenAsync(Scope, "shared");
        var collector = await OpenAsync(Scope, "shared");
        var lease = await TakeAsync(launcher);
        const int rounds = 20;
        for (var i = 1; i <= rounds; i += FamilyChange.MaxRevisions)
        {
            var some = Enumerable.Range(i, Math.Min(FamilyChange.MaxRevisions, rounds - i + 1));
            await launcher.ChangeFamilyAsync(lease, Adding([.. some.Select(n => Active(n, new DefinitionHash($"1:{n}")))]), Cancellation);
        }

        Clock.Advance(Minute);
        for (var i = 1; i <= rounds; i++)
        {
            var hash = new DefinitionHash($"1:{i}");
            var collect = Move(i, RevisionState.Active, RevisionState.Deregistering) with { OnlyIfUnusedAt = Now };
            var hit = Task.Run(() => launcher.UseAsync(Family, hash, Now + Minute, Ana, Cancellation).AsTask());
            var moved = Task.Run(() => collector.TryMoveAsync(collect, Cancellation));

            Assert.NotEqual(await hit is not null, await moved);
        }
    }

    [Fact]
    public async Task A_move_from_another_state_does_nothing()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        var before = await CountAuditAsync(ledger);

        Assert.False(await ledger.TryMoveAsync(Move(1, RevisionState.Retired, RevisionState.Deregistering), Cancellation));
        Assert.False(await ledger.TryMoveAsync(Move(2, RevisionState.Active, RevisionState.Retired), Cancellation));
        Assert.Equal(before, await CountAuditAsync(ledger));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.TryMoveAsync(Move(1, RevisionState.Active, RevisionState.Deleted), Cancellation));
    }

    [Fact]
    public async Task A_move_under_a_lost_lease_throws_and_writes_nothing()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        var collector = (await ledger.TryTakeLeaseAsync(LeaseNames.Collector, "one", null, Cancellation))!.Value;
        await ledger.ReleaseLeaseAsync(collector, Cancellation);

        await Assert.ThrowsAsync<LeaseLostException>(() =>
            ledger.TryMoveAsync(Move(1, RevisionState.Active, RevisionState.Deregistering) with { Lease = collector }, Cancellation));
        Assert.NotNull(await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation));
    }

    [Fact]
    public async Task A_revision_goes_through_its_whole_life_and_each_step_is_audited()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        RevisionState[] steps =
        [
            RevisionState.Active, RevisionState.Retired, RevisionState.Deregistering, RevisionState.Deregistered,
            RevisionState.Deleting, RevisionState.Deregistered, RevisionState.Deleting, RevisionState.Deleted,
        ];
        DateTimeOffset? deregistered = null;
        for (var i = 1; i < steps.Length; i++)
        {
            Clock.Advance(Minute);
            Assert.True(await ledger.TryMoveAsync(Move(1, steps[i - 1], steps[i]), Cancellation));
            var entry = await ledger.FindRevisionAsync(Family, 1, Cancellation);
            Assert.Equal((steps[i], Now), (entry!.State, entry.StateSince));
            deregistered ??= steps[i] == RevisionState.Deregistered ? Now : null;
            Assert.Equal(deregistered, entry.DeregisteredAt);
        }

        var audit = (await ledger.AuditAsync(new AuditFilter { Family = Family, Revision = 1 }, Cancellation)).Items;
        Assert.Equal(steps, audit.Reverse().Select(line => line.To!.Value));
    }

    [Fact]
    public async Task After_its_revision_retired_a_definition_gets_another()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        await ledger.TryMoveAsync(Move(1, RevisionState.Active, RevisionState.Retired), Cancellation);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(2, HashA)), Cancellation);

        Assert.Equal(2, (await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation))!.Value.Revision);
        var listed = (await ledger.ListAsync(new RevisionFilter { Hash = HashA }, Cancellation)).Items;
        Assert.Equal([(2, RevisionState.Active), (1, RevisionState.Retired)], listed.Select(entry => (entry.Revision, entry.State)));
    }

    [Fact]
    public async Task A_change_that_contradicts_the_ledger_is_a_defect_and_writes_nothing()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        await ledger.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);
        var intent = new RegistrationIntent(HashB, 1, null, Now, Ana);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Begin = intent }, Cancellation);
        var before = await CountAuditAsync(ledger);

        await RefusedAsync(Adding(Active(1, HashB)));
        await RefusedAsync(Adding(Active(5, HashB), Active(2, HashA)));
        await RefusedAsync(new FamilyChange { Audit = Ana, Begin = intent });
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, ClearIntent = true }, Cancellation);
        await RefusedAsync(new FamilyChange { Audit = Ana, ClearIntent = true });

        Assert.Equal(before + 1, await CountAuditAsync(ledger));
        Assert.Null(await ledger.FindRevisionAsync(Family, 5, Cancellation));

        async Task RefusedAsync(FamilyChange change) =>
            await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.ChangeFamilyAsync(lease, change, Cancellation));
    }

    [Fact]
    public async Task A_per_run_revision_is_found_by_its_launch_and_never_handed_to_another()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        var launch = LaunchId.Parse("l-42");
        var audit = Ana with { LaunchId = "l-42" };
        Assert.Null(await ledger.FindForLaunchAsync(launch, Cancellation));

        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = audit, Begin = new RegistrationIntent(HashA, 0, launch, Now, audit) }, Cancellation);
        Assert.Equal(new LaunchRevision(Family, null), await ledger.FindForLaunchAsync(launch, Cancellation));
        Assert.Equal(launch, (await ledger.FindFamilyAsync(Family, Cancellation))!.Intent!.Launch);

        await ledger.ChangeFamilyAsync(
            lease,
            new FamilyChange { Audit = audit, ClearIntent = true, Revisions = [Active(1, HashA) with { Launch = launch }] },
            Cancellation);
        Assert.Equal(new LaunchRevision(Family, 1), await ledger.FindForLaunchAsync(launch, Cancellation));
        Assert.Null(await ledger.UseAsync(Family, HashA, Now, Ana, Cancellation));
        Assert.Equal([1], await OpenPerRunAsync(ledger));
        Assert.Equal(1, Assert.Single((await ledger.ListAsync(new RevisionFilter { Launch = launch }, Cancellation)).Items).Revision);

        await ledger.TryMoveAsync(Move(1, RevisionState.Active, RevisionState.Deregistering), Cancellation);
        Assert.Equal([1], await OpenPerRunAsync(ledger));
        await ledger.TryMoveAsync(Move(1, RevisionState.Deregistering, RevisionState.Deregistered), Cancellation);
        Assert.Empty(await OpenPerRunAsync(ledger));
        Assert.Equal(new LaunchRevision(Family, 1), await ledger.FindForLaunchAsync(launch, Cancellation));
    }

    [Fact]
    public async Task A_per_run_intent_given_up_is_forgotten()
    {
        var ledger = await OpenAsync(Scope, null);
        var lease = await TakeAsync(ledger);
        var launch = LaunchId.Parse("l-42");
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Begin = new RegistrationIntent(HashA, 0, launch, Now, Ana) }, Cancellation);
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, ClearIntent = true }, Cancellation);

        Assert.Null(await ledger.FindForLaunchAsync(launch, Cancellation));
    }

    [Fact]
    public async Task Two_regions_and_two_families_do_not_see_each_other()
    {
        var here = await OpenAsync(Scope, null);
        var there = await OpenAsync(Scope with { Region = "us-east-1" }, null);
        var lease = await TakeAsync(here);
        await here.ChangeFamilyAsync(lease, Adding(Active(1, HashA)), Cancellation);

        Assert.Null(await there.UseAsync(Family, HashA, Now, Ana, Cancellation));
        Assert.Null(await here.UseAsync(Family + "-2", HashA, Now, Ana, Cancellation));
        Assert.Empty((await there.AuditAsync(new AuditFilter(), Cancellation)).Items);
        Assert.Null(await there.ReadLeaseAsync(lease.Name, Cancellation));
        Assert.Equal("arn:aws:ecs:eu-central-1:123456789012:task-definition/dbt-model:1", here.Scope.ArnOf(Family, 1));
    }

    [Fact]
    public async Task Listings_come_in_pages_that_join_without_gap_or_repetition()
    {
        var ledger = await OpenAsync(Scope, null);
        await FillAsync(ledger, "b-family", 7);
        await FillAsync(ledger, "a-family", 5);
        await FillAsync(ledger, "b", 1);
        string[] expected =
        [
            .. Enumerable.Range(1, 5).Reverse().Select(n => $"a-family:{n}"),
            "b:1",
            .. Enumerable.Range(1, 7).Reverse().Select(n => $"b-family:{n}"),
        ];

        foreach (var limit in new[] { 1, 2, 3, 5, 6, 13, 100 })
        {
            Assert.Equal(expected, await ListAllAsync(ledger, new RevisionFilter { Limit = limit }));
            Assert.Equal(expected[6..], await ListAllAsync(ledger, new RevisionFilter { Limit = limit, Family = "b-family" }));
            Assert.Equal(
                ["a-family:4", "a-family:2", "b-family:6", "b-family:4", "b-family:2"],
                await ListAllAsync(ledger, new RevisionFilter { Limit = limit, States = [RevisionState.Orphan] }));
        }

        Assert.Equal(["a-family", "b", "b-family"], await FamiliesAsync(ledger));
        await Assert.ThrowsAsync<SlipwayException>(() => ledger.ListAsync(new RevisionFilter { After = "nonsense" }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.ListAsync(new RevisionFilter { Limit = 0 }, Cancellation));
    }

    [Fact]
    public async Task Audit_pages_join_without_gap_or_repetition_and_filters_hold()
    {
        var ledger = await OpenAsync(Scope, null);
        await FillAsync(ledger, "one", 4);
        var middle = Now;
        await FillAsync(ledger, "two", 3);
        var ben = Move(1, RevisionState.Active, RevisionState.Retired) with { Family = "one", Audit = new AuditContext("ben", "test") { LaunchId = "l-9" } };
        Assert.True(await ledger.TryMoveAsync(ben, Cancellation));

        var all = await AuditAllAsync(ledger, new AuditFilter());
        Assert.Equal(
            ["one:1 Retired", "two:3 Active", "two:2 Orphan", "two:1 Active", "one:4 Orphan", "one:3 Active", "one:2 Orphan", "one:1 Active"],
            all);
        foreach (var limit in new[] { 1, 2, 3, 8, 100 })
        {
            Assert.Equal(all, await AuditAllAsync(ledger, new AuditFilter { Limit = limit }));
            Assert.Equal(
                ["one:1 Retired", "one:4 Orphan", "one:3 Active", "one:2 Orphan", "one:1 Active"],
                await AuditAllAsync(ledger, new AuditFilter { Limit = limit, Family = "one" }));
            Assert.Equal(all[1..4], await AuditAllAsync(ledger, new AuditFilter { Limit = limit, Since = middle, Actor = "ana@laptop" }));
            Assert.Equal(all[4..], await AuditAllAsync(ledger, new AuditFilter { Limit = limit, Before = middle }));
            Assert.Equal(["one:1 Retired"], await AuditAllAsync(ledger, new AuditFilter { Limit = limit, Launch = LaunchId.Parse("l-9") }));
            Assert.Equal(["one:1 Retired", "one:1 Active"], await AuditAllAsync(ledger, new AuditFilter { Limit = limit, Family = "one", Revision = 1 }));
        }
    }

    [Fact]
    public async Task A_scan_yields_all_but_the_deleted_newest_first()
    {
        var ledger = await OpenAsync(Scope, null);
        await FillAsync(ledger, Family, 30);
        var lease = (await ledger.TryTakeLeaseAsync(LeaseNames.OfFamily(Family), "test", null, Cancellation))!.Value;
        var gone = Now - Minute;
        await ledger.ChangeFamilyAsync(
            lease,
            Adding(new NewRevision(31, HashB, RevisionState.Deregistered, gone, gone) { DeregisteredAt = gone }),
            Cancellation);
        await ledger.TryMoveAsync(Move(31, RevisionState.Deregistered, RevisionState.Deleting), Cancellation);
        await ledger.TryMoveAsync(Move(31, RevisionState.Deleting, RevisionState.Deleted), Cancellation);
        await ledger.ChangeFamilyAsync(
            lease,
            Adding(new NewRevision(32, HashB, RevisionState.Deregistered, gone, gone) { DeregisteredAt = gone }),
            Cancellation);

        var facts = new List<RevisionFact>();
        await foreach (var fact in ledger.ScanAsync(Family, Cancellation))
            facts.Add(fact);

        Assert.Equal([32, .. Enumerable.Range(1, 30).Reverse()], facts.Select(fact => fact.Revision));
        Assert.Equal(new RevisionFact(32, RevisionState.Deregistered, HashB, null, gone, gone, gone), facts[0]);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_step_and_no_audit_entry()
    {
        const int revisions = FamilyChange.MaxRevisions;
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(Scope, "shared")));
        var lease = await TakeAsync(ledgers[0]);
        await ledgers[0].ChangeFamilyAsync(lease, Adding([.. Enumerable.Range(1, revisions).Select(n => Active(n, new DefinitionHash($"1:{n}")))]), Cancellation);

        var won = await Task.WhenAll(ledgers.SelectMany(ledger => Enumerable.Range(1, revisions).Select(n =>
            Task.Run(() => ledger.TryMoveAsync(Move(n, RevisionState.Active, RevisionState.Retired), Cancellation)))));

        Assert.Equal(revisions, won.Count(moved => moved));
        Assert.Equal(revisions * 2, await CountAuditAsync(ledgers[1]));
    }

    protected static NewRevision ActiveAt(int revision, DefinitionHash hash, DateTimeOffset at) => new(revision, hash, RevisionState.Active, at, at);

    private static string Describe(AuditEntry entry) =>
        $"{entry.From?.ToString() ?? "null"}→{entry.To?.ToString() ?? "null"} by {entry.By.Actor} {entry.Revision}".TrimEnd();

    private static FamilyChange Adding(params IReadOnlyList<NewRevision> revisions) => new() { Audit = Ana, Revisions = revisions };

    private static RevisionMove Move(int revision, RevisionState from, RevisionState to) => new(Family, revision, from, to, Ana);

    private static async Task<LeaseToken> TakeAsync(ILedger ledger) =>
        (await ledger.TryTakeLeaseAsync(LeaseNames.OfFamily(Family), "ana", null, Cancellation))!.Value;

    private static async Task<int> CountAuditAsync(ILedger ledger) => (await ledger.AuditAsync(new AuditFilter { Limit = 1000 }, Cancellation)).Items.Count;

    private static async Task<List<int>> OpenPerRunAsync(ILedger ledger)
    {
        var found = new List<int>();
        await foreach (var entry in ledger.ListOpenPerRunAsync(Cancellation))
            found.Add(entry.Revision);
        return found;
    }

    private static async Task<List<string>> FamiliesAsync(ILedger ledger)
    {
        var found = new List<string>();
        await foreach (var family in ledger.ListFamiliesAsync(Cancellation))
            found.Add(family.Name);
        return found;
    }

    private static async Task<List<string>> ListAllAsync(ILedger ledger, RevisionFilter filter)
    {
        var found = new List<string>();
        Page<RevisionEntry> page;
        do
        {
            page = await ledger.ListAsync(filter, Cancellation);
            Assert.InRange(page.Items.Count, page.Next is null ? 0 : filter.Limit, filter.Limit);
            found.AddRange(page.Items.Select(entry => entry.Name));
            filter = filter with { After = page.Next };
        }
        while (page.Next is not null);
        return found;
    }

    private static async Task<List<string>> AuditAllAsync(ILedger ledger, AuditFilter filter)
    {
        var found = new List<string>();
        Page<AuditEntry> page;
        do
        {
            page = await ledger.AuditAsync(filter, Cancellation);
            Assert.InRange(page.Items.Count, 0, filter.Limit);
            found.AddRange(page.Items.Select(entry => $"{entry.Family}:{entry.Revision} {entry.To}"));
            filter = filter with { After = page.Next };
        }
        while (page.Next is not null);
        return found;
    }

    private NewRevision Active(int revision, DefinitionHash hash) => ActiveAt(revision, hash, Now);

    /// <summary>Odd revisions are active, each with a hash of its own; even ones are orphans. The clock goes on by a second for each.</summary>
    private async Task FillAsync(ILedger ledger, string family, int count)
    {
        var lease = (await ledger.TryTakeLeaseAsync(LeaseNames.OfFamily(family), "fill", null, Cancellation))!.Value;
        for (var i = 1; i <= count; i++)
        {
            var revision = new NewRevision(i, new DefinitionHash($"1:{i}"), i % 2 == 1 ? RevisionState.Active : RevisionState.Orphan, Now, Now);
            await ledger.ChangeFamilyAsync(lease, Adding(revision), Cancellation);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ledger.ReleaseLeaseAsync(lease, Cancellation);
    }
}
