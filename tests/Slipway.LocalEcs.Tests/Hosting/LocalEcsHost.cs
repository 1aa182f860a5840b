using Slipway.LocalEcs.Faults;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>A LocalEcs of one test: in this process, on a free port, with a state directory of its own that goes with it.</summary>
internal sealed class LocalEcsHost : IAsyncDisposable
{
    private readonly bool _ownsDirectory;

    private LocalEcsHost(LocalEcsServer server, string stateDirectory, bool ownsDirectory)
    {
        Server = server;
        StateDirectory = stateDirectory;
        _ownsDirectory = ownsDirectory;
        Client = new SignedClient(server);
    }

    public LocalEcsServer Server { get; }

    public string StateDirectory { get; }

    public SignedClient Client { get; }

    /// <summary>Starts one on the simulated runtime. The harsh rules (quotas) only where a test is about them.</summary>
    public static async Task<LocalEcsHost> StartAsync(
        TimeProvider? time = null,
        FaultPlan? faults = null,
        StatusDelays? delays = null,
        TimeSpan visibilityLag = default,
        TimeSpan registrationLatency = default,
        TimeSpan inactiveGrace = default,
        bool quotas = false,
        bool taskEvents = false,
        string? secretsFile = null,
        string? stateDirectory = null)
    {
        var directory = stateDirectory ?? Directory.CreateTempSubdirectory("local-ecs-").FullName;
        var server = await LocalEcsServer.StartAsync(
            new LocalEcsOptions
            {
                StateDirectory = directory,
                Runtime = LocalRuntime.Simulated,
                TimeProvider = time ?? TimeProvider.System,
                Faults = faults ?? FaultPlan.None,
                StatusDelays = delays ?? StatusDelays.None,
                VisibilityLag = visibilityLag,
                RegistrationLatency = registrationLatency,
                InactiveGrace = inactiveGrace,
                Quotas = quotas,
                TaskEvents = taskEvents,
                SecretsFile = secretsFile,
            },
            TestContext.Current.CancellationToken);
        return new LocalEcsHost(server, directory, ownsDirectory: stateDirectory is null);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        if (_ownsDirectory)
        {
            Directory.Delete(StateDirectory, recursive: true);
        }
    }
}
