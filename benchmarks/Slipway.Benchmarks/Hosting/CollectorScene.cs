using System.Globalization;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Ecs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Registration;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Hosting;

/// <summary>
/// Revisions in LocalEcs and in the ledger for a collector. Of each family the newest seven are in use, some old ones by launches that go on, and some old ones
/// run in ECS tasks of others, which no reference tells of: ECS lets those run on, and ends a deletion when they have ended.
/// </summary>
internal sealed class CollectorScene(BenchServer server, int families, int perFamily)
{
    private const int InUse = 7;

    private static readonly int[] Launched = [3, 8, 13];
    private static readonly int[] RunByOthers = [5, 10];

    /// <summary>How many revisions there are at first.</summary>
    public int Revisions => families * perFamily;

    /// <summary>What a collector must leave alone, as <c>family:number</c>.</summary>
    public IEnumerable<string> Needed =>
        from family in Enumerable.Range(0, families)
        from release in Enumerable.Range(0, perFamily)
        where Launched.Contains(release) || release >= perFamily - InUse
        select NameOf(family, release);

    /// <summary>What a collector may take.</summary>
    public IEnumerable<(int Family, int Release)> Collectable =>
        from family in Enumerable.Range(0, families)
        from release in Enumerable.Range(0, perFamily - InUse)
        where !Launched.Contains(release)
        select (family, release);

    /// <summary>A launcher's or collector's world that AWS's rates do not hold up (they would take hours), and whose dead are followed quickly.</summary>
    public static EcsRuntimeOptions RuntimeOptions(AwsClientOptions aws, string statePath)
    {
        var plenty = new QuotaRate(10_000, 10_000);
        var options = BenchServer.RuntimeOptions(aws, statePath);
        return options with
        {
            Rates = Enum.GetValues<QuotaGroup>().Aggregate(QuotaRates.Published, (rates, group) => rates.With(group, plenty)),
            Registration = options.Registration with
            {
                Lease = new LeaseOptions { LeaseTime = TimeSpan.FromSeconds(1.5), RenewEvery = TimeSpan.FromSeconds(0.3), PollEvery = TimeSpan.FromSeconds(0.1) },
            },
        };
    }

    public static string NameOf(int family, int release) => $"{LedgerSeed.FamilyName(family)}:{(release + 1).ToString(CultureInfo.InvariantCulture)}";

    public static BoundDefinition Definition(int family, int release) => BenchOrders.Definition(LedgerSeed.FamilyName(family), release);

    /// <summary>Sets the scene.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var database = SqliteDatabase.Open(server.StatePath, SqliteLaunchStore.Schema);
        var ledger = SqliteLedger.Open(database, new LedgerScope(BenchServer.Account, BenchServer.Region), "bench", new LedgerOptions(), TimeProvider.System);
        LedgerSeed.Fill(database, families, perFamily, (family, release) => Definition(family, release).Hash, now);

        await using var runtime = await EcsRuntime.CreateAsync(RuntimeOptions(server.Aws, server.StatePath), cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, families).Select(family => RegisterAsync(runtime.Ecs, ledger.Id, family, cancellationToken)));
        for (var family = 0; family < families; family++)
        {
            foreach (var release in Launched)
            {
                var order = BenchOrders.Order($"goes-on-{family}-{release}", Definition(family, release), seconds: 3600) with { IsNew = true };
                await runtime.Launcher.StartAsync(order, SilentListener.Instance, cancellationToken);
            }

            foreach (var release in RunByOthers)
                await RunByOtherAsync(runtime.Ecs, family, release, cancellationToken);
        }

        // As if those launches had begun long ago: nothing but their reference keeps their revisions.
        database.Write(session =>
        {
            foreach (var release in Launched)
            {
                session.Execute("UPDATE ledger_revision SET used_until = registered_at WHERE revision = $1", release + 1);
                session.Execute("UPDATE ledger_current SET used_until = $2 WHERE revision = $1", release + 1, DateTimeOffset.UnixEpoch.UtcTicks);
            }

            return true;
        });
    }

    private static async Task RunByOtherAsync(EcsClient ecs, int family, int release, CancellationToken cancellationToken) => await ecs.RunTaskAsync(
        new RunTaskRequest
        {
            ClientToken = $"other-{family}-{release}",
            Cluster = BenchServer.Cluster,
            TaskDefinition = NameOf(family, release),
            LaunchType = "FARGATE",
            NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = ["subnet-00000000"] } },
            Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = "main", Command = ["simulate", "--seconds", "3600"] }] },
        },
        cancellationToken);

    private async Task RegisterAsync(EcsClient ecs, string ledgerId, int family, CancellationToken cancellationToken)
    {
        for (var release = 0; release < perFamily; release++)
        {
            var definition = Definition(family, release);
            await ecs.RegisterTaskDefinitionAsync(
                new RegisterTaskDefinitionRequest { Definition = definition.ToRequest(), Tags = RevisionTags.For(definition, ledgerId, launch: null) }, cancellationToken);
        }
    }
}
