using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Slipway.Aws;
using Slipway.Aws.Sts;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Local;
using Slipway.Cli.Settings;
using Slipway.Core.Regions;
using Slipway.Core.Text;
using Slipway.Ecs.Definitions;

namespace Slipway.Cli.Environments;

/// <summary>How the calls of an environment reach AWS, or LocalEcs: region, account and credentials.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Options">What the clients are made with.</param>
/// <param name="Region">The region.</param>
/// <param name="Account">The account.</param>
internal sealed record AwsAccess(LoadedSettings Settings, AwsClientOptions Options, string Region, string Account)
{
    /// <summary>The partition's part of host names.</summary>
    private string DnsSuffix => AwsPartition.OfRegion(Region) == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>The registry of images that name none.</summary>
    public string Registry => Settings.Registry?.Value ?? $"{Account}.dkr.ecr.{Region}.{DnsSuffix}";

    /// <summary>What short names of roles, secrets and images stand for.</summary>
    public BindingEnvironment Binding => new() { Account = Account, Region = Region, Cluster = Settings.Cluster.Value, DefaultRegistry = Registry };

    /// <summary>Finds out region and account; starts LocalEcs for the environment <c>local</c> when it does not run.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="context">The process.</param>
    /// <param name="say">Tells a person what is worth knowing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<AwsAccess> OpenAsync(LoadedSettings settings, CliContext context, Action<string> say, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(settings, context, say, cancellationToken);
        var region = options.ResolveRegion();
        if (settings.Account is { } stated)
            return new AwsAccess(settings, options, region, stated.Value);

        using var sts = new StsClient(options);
        var identity = await sts.GetCallerIdentityAsync(cancellationToken);
        return new AwsAccess(settings, options, region, identity.Account);
    }

    /// <summary>What clients of the environment are made with, before anything is asked of AWS.</summary>
    public static async Task<AwsClientOptions> OptionsAsync(LoadedSettings settings, CliContext context, Action<string> say, CancellationToken cancellationToken)
    {
        if (!settings.IsLocal)
        {
            RequireProfile(settings.Profile);
            return new AwsClientOptions { Region = settings.Region?.Value, Profile = settings.Profile?.Value, TimeProvider = context.Time };
        }

        var (server, started) = await new BackgroundServer(new LocalServerFolder(settings.StateFolder), context).EnsureAsync(cancellationToken);
        if (started)
            say($"started ECS on this machine in the background: {server.Address} ({server.Runtime}); 'slipway local-ecs stop' ends it");
        return new AwsClientOptions
        {
            Region = settings.Region!.Value,
            EndpointUrl = server.Url,
            Credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
            TimeProvider = context.Time,
        };
    }

    private static void RequireProfile(Setting<string>? profile)
    {
        if (profile is null)
            return;
        var chain = new CredentialProfileStoreChain();
        if (chain.TryGetProfile(profile.Value, out _))
            return;
        var names = chain.ListProfiles().Select(known => known.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        throw new AwsConfigurationException(
            AwsConfigurationException.ProfileMissing,
            $"There is no profile '{profile.Value}' ({profile.Origin}) in ~/.aws/config or ~/.aws/credentials; "
            + (names.Count == 0 ? "there is none at all." : $"there are {string.Join(", ", names)}.") + Spelling.Hint(profile.Value, names));
    }
}
