using Slipway.Core.Launches;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;
using Slipway.Ecs.Tests.Launching;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Collecting;

public sealed class LaunchReferencesTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly MemoryLaunchStore _store = new(new MemoryLaunches(), new Fate());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_launch_that_goes_on_names_its_revision_and_itself_and_one_that_ended_names_nothing()
    {
        var revision = new RegisteredRevision("arn:aws:ecs:eu-central-1:123456789012:task-definition/dbt:7", "dbt", 7, new DefinitionHash("1:a"), RevisionOrigin.Reused);
        await PutAsync(New("l-runs") with { Revision = revision });
        await PutAsync(New("l-ended") with { Revision = revision, Result = new LaunchResult { Id = LaunchId.Parse("l-ended"), Outcome = LaunchOutcome.Succeeded, Timings = new LaunchTimings() } });

        var snapshot = await new LaunchReferences(_store, _clock).ReadAsync(Cancellation);

        Assert.Equal(_clock.GetUtcNow(), snapshot.TakenAt);
        Assert.Equal(
            new RevisionReference(ReferenceKind.ActiveLaunch, "launch l-runs") { Family = "dbt", Revision = 7, LaunchId = "l-runs" }, Assert.Single(snapshot.References));
    }

    [Fact]
    public async Task A_launch_that_does_not_know_its_revision_yet_keeps_what_was_registered_for_it()
    {
        // Killed between the registration of its own revision and the writing of its record: the ledger alone knows whose the revision is.
        await PutAsync(New("l-begins") with { Policy = RevisionPolicy.PerRun });

        var reference = Assert.Single((await new LaunchReferences(_store, _clock).ReadAsync(Cancellation)).References);

        Assert.Equal((null, null, "l-begins"), (reference.Family, reference.Revision, reference.LaunchId));
    }

    private LaunchRecord New(string id) => new() { Id = LaunchId.Parse(id), Cluster = "data", OrderedAt = _clock.GetUtcNow() };

    private async Task PutAsync(LaunchRecord record) => Assert.NotNull(await _store.TryPutAsync(record, Cancellation));
}
