using System.Globalization;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Ecs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;
using Slipway.LocalEcs;

namespace Slipway.Benchmarks.Hosting;

/// <summary>LocalEcs on the simulated runtime, with a folder that goes with it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    public const string Account = "123456789012";
    public const string Region = "eu-central-1";
    public const string Cluster = "default";

    private readonly string _folder;

    private BenchServer(LocalEcsServer server, string folder) => (Server, _folder) = (server, folder);

    public LocalEcsServer Server { get; }

    public AwsClientOptions Aws => AwsFor(Server.Endpoint, Server.AccessKeyId, Server.SecretAccessKey);

    /// <summary>The file that launchers of this server share.</summary>
    public string StatePath => Path.Combine(_folder, "slipway.db");

    public static AwsClientOptions AwsFor(Uri endpoint, string accessKeyId, string secretAccessKey) => new()
    {
        Region = Region,
        EndpointUrl = endpoint,
        Credentials = new BasicAWSCredentials(accessKeyId, secretAccessKey),
    };

    public static async Task<BenchServer> StartAsync(Func<LocalEcsOptions, LocalEcsOptions> change, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        var options = new LocalEcsOptions
        {
            StateDirectory = Path.Combine(folder, "local-ecs"),
            Region = Region,
            AccountId = Account,
            Runtime = LocalRuntime.Simulated,
        };
        return new BenchServer(await LocalEcsServer.StartAsync(change(options), cancellationToken), folder);
    }

    /// <summary>A launcher's world against this server, as the program has it.</summary>
    public Task<EcsRuntime> RuntimeAsync(CancellationToken cancellationToken) => EcsRuntime.CreateAsync(RuntimeOptions(Aws, StatePath), cancellationToken);

    /// <summary>One that AWS's launch rate does not hold up, to set a scene.</summary>
    public Task<EcsRuntime> QuickRuntimeAsync(CancellationToken cancellationToken)
    {
        var plenty = new QuotaRate(1000, 1000);
        var rates = QuotaRates.Published.With(QuotaGroup.FargateRunTask, plenty).With(QuotaGroup.FargateOnDemandLaunches, plenty).With(QuotaGroup.TaskActions, plenty);
        return EcsRuntime.CreateAsync(RuntimeOptions(Aws, StatePath) with { Rates = rates }, cancellationToken);
    }

    public static EcsRuntimeOptions RuntimeOptions(AwsClientOptions aws, string statePath) => new()
    {
        Aws = aws,
        Scope = new LedgerScope(Account, Region),
        SqlitePath = statePath,
        LedgerId = "bench",
        IsLocal = true,
        Registration = new RegistrarOptions { SettlingTime = TimeSpan.FromSeconds(3), SettlingPoll = TimeSpan.FromMilliseconds(500) },
    };

    /// <summary>How often each ECS operation was called.</summary>
    public IReadOnlyDictionary<string, long> EcsCalls() => Server.Calls
        .Where(call => call.Key.StartsWith("ecs:", StringComparison.Ordinal))
        .ToDictionary(call => call.Key[4..], call => call.Value.Calls);

    public static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
