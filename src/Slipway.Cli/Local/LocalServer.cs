using Slipway.LocalEcs;

namespace Slipway.Cli.Local;

/// <summary>A LocalEcs in this process.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly LocalEcsServer _server;

    private LocalServer(LocalEcsServer server, LocalServerRecord record)
    {
        _server = server;
        Record = record;
    }

    /// <summary>How to reach it.</summary>
    public LocalServerRecord Record { get; }

    /// <summary>Starts it on the state that the folder keeps.</summary>
    public static async Task<LocalServer> StartAsync(LocalServerChoices choices, LocalServerFolder folder, TimeProvider time)
    {
        var server = await LocalEcsServer.StartAsync(new LocalEcsOptions
        {
            Port = choices.Port,
            StateDirectory = folder.Path,
            Runtime = choices.Runtime switch
            {
                "podman" => LocalRuntime.Podman,
                "docker" => LocalRuntime.Docker,
                "process" => LocalRuntime.Process,
                _ => LocalRuntime.Auto,
            },
            ImagesFile = choices.Images,
            SecretsFile = choices.Secrets,
            RegistryUrl = choices.Registry,
            Region = Settings.LocalEnvironment.Region,
            AccountId = Settings.LocalEnvironment.Account,
            TimeProvider = time,
        });
        return new LocalServer(server, new LocalServerRecord
        {
            Url = server.Endpoint,
            ProcessId = Environment.ProcessId,
            AccessKeyId = server.AccessKeyId,
            SecretAccessKey = server.SecretAccessKey,
            Runtime = server.RuntimeName,
            StartedAt = time.GetUtcNow(),
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
