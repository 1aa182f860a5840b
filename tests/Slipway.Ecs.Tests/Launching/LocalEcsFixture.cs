using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;
using Slipway.Ecs.Tests.Storage;
using Slipway.LocalEcs;
using Slipway.LocalEcs.Faults;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>LocalEcs on the simulated runtime, over HTTP, and launchers as programs have them.</summary>
internal sealed class LocalEcsFixture : IAsyncDisposable
{
    private const string Account = "123456789012";
    private const string Region = "eu-central-1";
    private const string LogGroup = "/slipway/tests";

    private readonly TemporaryFolder _folder = new();

    private LocalEcsFixture()
    {
    }

    public LocalEcsServer Server { get; private set; } = null!;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LocalEcsFixture> StartAsync(FaultPlan? faults = null, bool taskEvents = false, TimeSpan visibilityLag = default)
    {
        var fixture = new LocalEcsFixture();
        fixture.Server = await LocalEcsServer.StartAsync(
            new LocalEcsOptions
            {
                StateDirectory = fixture._folder.File("local-ecs"),
                Region = Region,
                AccountId = Account,
                Runtime = LocalRuntime.Simulated,
                Faults = faults ?? FaultPlan.None,
                TaskEvents = taskEvents,
                VisibilityLag = visibilityLag,
            },
            Cancellation);
        return fixture;
    }

    /// <summary>A launcher's world; another store stands for another machine.</summary>
    public Task<EcsRuntime> RuntimeAsync(string store = "slipway.db", string? eventQueueUrl = null) => EcsRuntime.CreateAsync(
        new EcsRuntimeOptions
        {
            Aws = Aws,
            Scope = new LedgerScope(Account, Region),
            SqlitePath = _folder.File(store),
            LedgerId = "tests",
            IsLocal = true,
            EventQueueUrl = eventQueueUrl,
            Registration = new RegistrarOptions { SettlingTime = TimeSpan.FromSeconds(1), SettlingPoll = TimeSpan.FromMilliseconds(200) },
        },
        Cancellation);

    public AwsClientOptions Aws => new()
    {
        Region = Region,
        EndpointUrl = Server.Endpoint,
        Credentials = new BasicAWSCredentials(Server.AccessKeyId, Server.SecretAccessKey),
    };

    public long Calls(string operation) => Server.Calls.TryGetValue($"ecs:{operation}", out var count) ? count.Calls : 0;

    public static LaunchOrder Order(string id, params string[] simulate)
    {
        var order = LaunchWorld.Order(id);
        var image = $"{Account}.dkr.ecr.{Region}.amazonaws.com/dbt-model@sha256:{new string('1', 64)}";
        var json = $$$"""
            {"containerDefinitions":[{"essential":true,"image":"{{{image}}}","logConfiguration":{"logDriver":"awslogs","options":{"awslogs-create-group":"true","awslogs-group":"{{{LogGroup}}}","awslogs-region":"{{{Region}}}","awslogs-stream-prefix":"dbt","mode":"non-blocking"}},"name":"main"}],"cpu":"256","executionRoleArn":"arn:aws:iam::{{{Account}}}:role/run","family":"dbt-model","memory":"512","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"]}
            """;
        return order with
        {
            Launch = order.Launch with
            {
                Definition = order.Launch.Definition with { CanonicalJson = json, ImageDigest = $"sha256:{new string('1', 64)}" },
                Run = order.Launch.Run with
                {
                    Cluster = "default",
                    Command = ["simulate", .. simulate],
                    Subnets = ["subnet-00000000"],
                    Capacity = [CapacityChoice.Fargate],
                    Logs = new LogDestination(LogGroup, "dbt", Region),
                },
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
