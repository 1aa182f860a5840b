using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>A LocalEcs of one test: in this process, on a free port, with a state directory of its own that goes with it.</summary>
internal sealed class LocalEcsHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

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

    /// <summary>Starts one, on the simulated runtime, or with plain processes when there is an images file, unless told otherwise. The harsh rules (quotas) only where a test is about them.</summary>
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
        string? stateDirectory = null,
        LocalRuntime? runtime = null,
        string? imagesFile = null,
        int port = 0,
        string? registryUrl = null)
    {
        var directory = stateDirectory ?? Directory.CreateTempSubdirectory("local-ecs-").FullName;
        var server = await LocalEcsServer.StartAsync(
            new LocalEcsOptions
            {
                StateDirectory = directory,
                Port = port,
                RegistryUrl = registryUrl,
                Runtime = runtime ?? (imagesFile is null ? LocalRuntime.Simulated : LocalRuntime.Process),
                ImagesFile = imagesFile,
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

    /// <summary>Waits until an ECS task is as wanted; told by the book, not by asking again and again.</summary>
    public async Task<JsonObject> WhenAsync(string taskArn, Func<EcsTask, bool> wanted)
    {
        var id = taskArn[(taskArn.LastIndexOf('/') + 1)..];
        var reached = new TaskCompletionSource<EcsTask>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Observe(EcsTask task)
        {
            if (task.Id == id && wanted(task))
            {
                reached.TrySetResult(task);
            }
        }

        Server.Tasks.Subscribe(Observe);
        try
        {
            if (Server.Tasks.Find(id) is { } now)
            {
                Observe(now);
            }

            return TaskJson.Describe(await reached.Task.WaitAsync(Deadline, TimeProvider.System, TestContext.Current.CancellationToken), withTags: true);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{taskArn} did not become as wanted. It is {(Server.Tasks.Find(id) is { } last ? TaskJson.Describe(last, withTags: true).ToJsonString() : "forgotten")}", exception);
        }
        finally
        {
            Server.Tasks.Unsubscribe(Observe);
        }
    }

    /// <summary>Waits until an ECS task has a status.</summary>
    public Task<JsonObject> WhenAsync(string taskArn, string lastStatus) => WhenAsync(taskArn, task => task.LastStatus == lastStatus);

    /// <summary>Waits until an ECS task has stopped.</summary>
    public Task<JsonObject> WhenStoppedAsync(string taskArn) => WhenAsync(taskArn, "STOPPED");

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
