using System.Collections.Concurrent;
using Slipway.Aws.Ecr;
using Slipway.Aws.Ecs;
using Slipway.Aws.SecretsManager;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Core.Regions;
using Slipway.Ecs;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Images;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;
using Slipway.Ecs.Storage;

namespace Slipway.Cli.Environments;

/// <summary>One environment, opened: ECS core, images, and what short names stand for.</summary>
internal sealed class EcsEnvironment : IAsyncDisposable
{
    private static readonly RegistrarOptions LocalRegistration = new()
    {
        UseFor = TimeSpan.FromSeconds(1),
        SettlingTime = TimeSpan.FromSeconds(2),
        SettlingPoll = TimeSpan.FromMilliseconds(200),
    };

    private readonly ConcurrentDictionary<string, EcrClient> _ecr = new(StringComparer.Ordinal);
    private readonly SecretsManagerClient _secrets;
    private readonly SqliteDatabase _pins;
    private readonly ImageResolver _images;

    private EcsEnvironment(AwsAccess access, EcsRuntime ecs, CliContext context)
    {
        Access = access;
        Ecs = ecs;
        Time = context.Time;
        _secrets = new SecretsManagerClient(access.Options);
        _pins = SqliteDatabase.Open(Path.Combine(access.Settings.IsLocal ? Path.Combine(access.Settings.StateFolder, "local-ecs") : access.Settings.StateFolder, "pins.db"));
        _images = new ImageResolver(
            region => _ecr.GetOrAdd(region, name => new EcrClient(access.Options with { Region = name })), _secrets, new SqlitePinStore(_pins, context.Time), context.Time);
    }

    /// <summary>Region, account and credentials.</summary>
    public AwsAccess Access { get; }

    /// <summary>The settings.</summary>
    public LoadedSettings Settings => Access.Settings;

    /// <summary>Ledger, registrar, launcher and what they rest on.</summary>
    public EcsRuntime Ecs { get; }

    /// <summary>ECS itself, without a budget.</summary>
    public EcsClient EcsClient => Ecs.Ecs;

    /// <summary>Finds out what the names of images stand for.</summary>
    public IImageResolver Images => _images;

    /// <summary>What short names of roles, secrets and images stand for.</summary>
    public BindingEnvironment Binding => Access.Binding;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Opens an environment; starts LocalEcs for <c>local</c> when it does not run.</summary>
    public static async Task<EcsEnvironment> OpenAsync(LoadedSettings settings, CliContext context, Action<string> say, CancellationToken cancellationToken, string? ledgerId = null) =>
        await OpenAsync(await AwsAccess.OpenAsync(settings, context, say, cancellationToken), context, cancellationToken, ledgerId);

    /// <summary>Opens an environment whose region and account are known.</summary>
    public static async Task<EcsEnvironment> OpenAsync(AwsAccess access, CliContext context, CancellationToken cancellationToken, string? ledgerId = null)
    {
        var ledger = access.Settings.Ledger.Value;
        StateFolder.Make(access.Settings.StateFolder);
        if (ledger.SqlitePath is { } path && Path.GetDirectoryName(path) is { } folder)
            StateFolder.Make(folder);

        var ecs = await EcsRuntime.CreateAsync(
            new EcsRuntimeOptions
            {
                Aws = access.Options,
                Scope = new LedgerScope(access.Account, access.Region, AwsPartition.OfRegion(access.Region)),
                SqlitePath = ledger.SqlitePath,
                DynamoDbTable = ledger.DynamoDbTable,
                EventQueueUrl = access.Settings.EventQueue?.Value,
                LedgerId = ledgerId,
                IsLocal = access.Settings.IsLocal,
                // On this machine the launch store knows every launch: nothing has to be promised beyond that.
                Ledger = access.Settings.IsLocal ? new LedgerOptions { UseSlack = TimeSpan.Zero } : new LedgerOptions(),
                Registration = access.Settings.IsLocal ? LocalRegistration : new RegistrarOptions(),
                Time = context.Time,
            },
            cancellationToken);
        try
        {
            return new EcsEnvironment(access, ecs, context);
        }
        catch
        {
            await ecs.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Ecs.DisposeAsync();
        _images.Dispose();
        _pins.Dispose();
        _secrets.Dispose();
        foreach (var client in _ecr.Values)
            client.Dispose();
    }
}
