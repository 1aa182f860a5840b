using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Outcomes;
using Slipway.Ecs.Registration;
using Xunit;

namespace Slipway.TestKits.Launching;

/// <summary>What every launch store does. A store's tests derive from it, and open one store several times where several processes would.</summary>
public abstract class LaunchStoreConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's store: the same one each time.</summary>
    protected abstract Task<ILaunchStore> OpenAsync();

    /// <summary>A launch with every member set.</summary>
    public static LaunchRecord Full(string id) => New(id) with
    {
        Shape = new LaunchShape("main", ["main", "proxy"], new LogDestination("/slipway", "dbt", "eu-central-1")),
        Order = new LaunchOrder
        {
            Id = LaunchId.Parse(id),
            Launch = new BoundLaunch(
                new BoundDefinition
                {
                    Family = "dbt-model",
                    Hash = new DefinitionHash("1:abc"),
                    CanonicalJson = """{"family":"dbt-model"}""",
                    MainContainer = "main",
                    ImageVersion = "dbt-model:1.0.1",
                    ImageDigest = "sha256:0123",
                    Tags = new Dictionary<string, string> { ["team"] = "data" },
                },
                new RunSettings
                {
                    Cluster = "data",
                    Command = ["dbt", "run"],
                    Environment = new Dictionary<string, string> { ["DAY"] = "2026-01-05" },
                    CpuUnits = 512,
                    MemoryMiB = 2048,
                    EphemeralStorageGiB = 30,
                    TaskRoleArn = "arn:aws:iam::123456789012:role/dbt",
                    Subnets = ["subnet-a", "subnet-b"],
                    SecurityGroups = ["sg-1"],
                    Capacity = [CapacityChoice.FargateSpot, CapacityChoice.Fargate],
                    PlatformVersion = "1.4.0",
                    Tags = new Dictionary<string, string> { ["flow"] = "daily" },
                    Logs = new LogDestination("/slipway", "dbt", "eu-central-1"),
                })
            {
                Notes = ["a note"],
            },
            Audit = new AuditContext("ana@laptop", "run") { LaunchId = id, GitCommit = "deadbeef" },
            Policy = RevisionPolicy.PerRun,
            Timeout = TimeSpan.FromMinutes(90),
        },
        Fingerprint = "f00d",
        Policy = RevisionPolicy.PerRun,
        Revision = new RegisteredRevision("arn:aws:ecs:eu-central-1:123456789012:task-definition/dbt-model:7", "dbt-model", 7, new DefinitionHash("1:abc"), RevisionOrigin.PerRun),
        RevisionReadyAt = Now.AddSeconds(1),
        ImageDigest = "sha256:0123",
        Submission = new LaunchSubmission(2, new byte[] { 1, 2, 3, 250 }, "FARGATE") { FirstSentAt = Now.AddSeconds(2), LastSentAt = Now.AddSeconds(3) },
        Submissions = 2,
        SubmittedAt = Now.AddSeconds(2),
        RefusedSince = Now.AddSeconds(2),
        Refusals = 1,
        InactiveRevisions = 1,
        AvoidedSubnets = ["subnet-a"],
        FailedStarts = ["arn:aws:ecs:eu-central-1:123456789012:task/data/1"],
        EcsTaskArn = "arn:aws:ecs:eu-central-1:123456789012:task/data/2",
        EcsTaskKnownAt = Now.AddSeconds(4),
        Adopted = true,
        Stop = new LaunchStop(StopKind.Requested, "wrong day", Now.AddSeconds(5)),
    };

    [Fact]
    public async Task An_unknown_launch_is_null()
    {
        Assert.Null(await (await OpenAsync()).GetAsync(LaunchId.Parse("l-none"), Cancellation));
    }

    [Fact]
    public async Task Everything_that_was_stored_is_read_again_byte_for_byte()
    {
        var full = Full("l-1");
        var stored = await PutAsync(full);
        Assert.Equal(1, stored.Version);

        var read = await GetAsync("l-1");
        Assert.Equal(full.Submission!.Request.ToArray(), read.Submission!.Request.ToArray());
        Assert.Equivalent(full with { Version = 1, Submission = null }, read with { Submission = null }, strict: true);
        Assert.Equal((full.Submission.Number, full.Submission.FirstSentAt, full.Submission.LastSentAt), (read.Submission.Number, read.Submission.FirstSentAt, read.Submission.LastSentAt));
    }

    [Fact]
    public async Task Only_one_of_two_who_read_the_same_state_writes()
    {
        var first = await PutAsync(New("l-1"));
        Assert.Null(await (await OpenAsync()).TryPutAsync(New("l-1") with { Submissions = 9 }, Cancellation));

        var one = await (await OpenAsync()).TryPutAsync(first with { Submissions = 1 }, Cancellation);
        Assert.Equal(2, one?.Version);
        Assert.Null(await (await OpenAsync()).TryPutAsync(first with { Submissions = 2 }, Cancellation));
        Assert.Equal(1, (await GetAsync("l-1")).Submissions);
    }

    [Fact]
    public async Task Of_many_writers_at_once_each_version_has_one()
    {
        await PutAsync(New("l-1"));
        const int Writers = 8;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            var store = await OpenAsync();
            while (true)
            {
                var read = await store.GetAsync(LaunchId.Parse("l-1"), Cancellation);
                if (await store.TryPutAsync(read! with { Submissions = read.Submissions + 1 }, Cancellation) is not null)
                    return;
            }
        }));

        var last = await GetAsync("l-1");
        Assert.Equal((Writers, Writers + 1), (last.Submissions, last.Version));
    }

    [Fact]
    public async Task Launches_are_open_until_they_have_ended_and_their_own_revision_is_gone()
    {
        var goesOn = await PutAsync(New("l-goes-on"));
        var ended = await PutAsync(New("l-ended"));
        var owner = await PutAsync(New("l-owner") with { Policy = RevisionPolicy.PerRun });
        Assert.Equal(["l-ended", "l-goes-on", "l-owner"], await OpenIdsAsync());

        await PutAsync(ended with { Result = Ended(ended) });
        owner = await PutAsync(owner with { Result = Ended(owner) });
        Assert.Equal(["l-goes-on", "l-owner"], await OpenIdsAsync());

        await PutAsync(owner with { RevisionReleased = true });
        await PutAsync(goesOn with { Submissions = 1 });
        Assert.Equal(["l-goes-on"], await OpenIdsAsync());
    }

    [Fact]
    public async Task Pruning_never_forgets_what_goes_on_or_ended_lately()
    {
        var ended = await PutAsync(New("l-ended"));
        await PutAsync(ended with { Result = Ended(ended) });
        await PutAsync(New("l-goes-on"));

        await (await OpenAsync()).PruneAsync(Now.AddHours(1), Cancellation);
        Assert.NotNull(await GetAsync("l-goes-on"));
        Assert.Equal(LaunchOutcome.Succeeded, (await GetAsync("l-ended")).Result?.Outcome);
    }

    /// <summary>A launch that was just ordered.</summary>
    protected static LaunchRecord New(string id) => new() { Id = LaunchId.Parse(id), Cluster = "data", OrderedAt = Now };

    /// <summary>A result, two hours later.</summary>
    protected static LaunchResult Ended(LaunchRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new LaunchResult { Id = record.Id, Outcome = LaunchOutcome.Succeeded, ExitCode = 0, Timings = new LaunchTimings { StoppedAt = Now.AddHours(2) } };
    }

    /// <summary>Stores, and fails when somebody else did.</summary>
    protected async Task<LaunchRecord> PutAsync(LaunchRecord record)
    {
        var stored = await (await OpenAsync()).TryPutAsync(record, Cancellation);
        Assert.NotNull(stored);
        return stored;
    }

    private async Task<LaunchRecord> GetAsync(string id)
    {
        var read = await (await OpenAsync()).GetAsync(LaunchId.Parse(id), Cancellation);
        Assert.NotNull(read);
        return read;
    }

    private async Task<IEnumerable<string>> OpenIdsAsync() =>
        (await (await OpenAsync()).ListOpenAsync(Cancellation)).Select(id => id.Value).Order(StringComparer.Ordinal);
}
