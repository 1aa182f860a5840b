using System.Runtime.CompilerServices;
using Slipway.Aws;
using Slipway.Aws.Sts;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Local;
using Slipway.Cli.Settings;
using Slipway.Core.Errors;

namespace Slipway.Cli.Doctor;

/// <summary>All checks, in the order in which one thing rests on another.</summary>
internal sealed class Examination(CliContext context, SettingsFlags flags)
{
    private const string Mending = "Mend what is above first.";

    /// <summary>Looks at one thing after the other.</summary>
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (settings, settingsFindings) = SettingsChecks.Load(context, flags);
        foreach (var finding in settingsFindings)
            yield return finding;
        if (settings is null)
            yield break;

        var (options, reach) = await ReachAsync(settings, cancellationToken);
        if (reach is not null)
            yield return reach;
        if (options is null)
            yield break;

        var (access, identity) = await IdentityAsync(settings, options, cancellationToken);
        foreach (var finding in identity)
            yield return finding;
        if (!settings.IsLocal && await ClockCheck.RunAsync(options, context.Time, cancellationToken) is { } clock)
            yield return clock;
        foreach (var finding in SettingsChecks.Network(settings).Concat(SettingsChecks.Roles(settings)))
            yield return finding;

        if (access is null)
        {
            foreach (var check in new[] { "cluster", "log group", "registry", "ledger" })
                yield return Finding.Skipped(check, Mending);
            yield break;
        }

        var aws = new AwsChecks(access);
        await foreach (var finding in aws.ClusterAsync(cancellationToken))
            yield return finding;
        yield return await aws.LogGroupAsync(cancellationToken);
        await foreach (var finding in aws.RegistryAsync(cancellationToken))
            yield return finding;
        if (settings.EventQueue is { } queue)
            yield return await aws.EventQueueAsync(queue, cancellationToken);
        yield return await LedgerCheck.RunAsync(access, context, cancellationToken);
    }

    private async Task<(AwsClientOptions? Options, Finding? Finding)> ReachAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var told = new List<string>();
            var options = await AwsAccess.OptionsAsync(settings, context, told.Add, cancellationToken);
            if (!settings.IsLocal)
            {
                var region = options.ResolveRegion();
                return (options, Finding.Ok("region", $"{region} ({settings.Region?.Origin.Text ?? "the profile"})"));
            }

            var server = new LocalServerFolder(settings.StateFolder).Running();
            var text = $"ECS on this machine at {options.EndpointUrl!.OriginalString.TrimEnd('/')}{(told.Count > 0 ? ", just started" : "")}; containers run by {server?.Runtime}";
            return (options, server?.Runtime == "process"
                ? Finding.Warning("local ECS", text, "Process mode runs images that --images maps to folders, and proves nothing about real images. Install podman or docker, then: slipway local-ecs stop.")
                : Finding.Ok("local ECS", text));
        }
        catch (SlipwayException exception)
        {
            return (null, Finding.Failed("local ECS", exception.Message, "slipway local-ecs, in another window, shows more."));
        }
        catch (AwsConfigurationException exception)
        {
            return (null, exception.Code == AwsConfigurationException.ProfileMissing
                ? Finding.Failed("profile", exception.Message, "aws configure sso --profile NAME makes one; or name another.")
                : Finding.Failed("region", exception.Message, "Set region in slipway.yaml, SLIPWAY_REGION or AWS_REGION; or mend the profile."));
        }
    }

    private static async Task<(AwsAccess? Access, IReadOnlyList<Finding> Findings)> IdentityAsync(
        LoadedSettings settings, AwsClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var sts = new StsClient(options);
            var identity = await sts.GetCallerIdentityAsync(cancellationToken);
            var findings = new List<Finding> { Finding.Ok("credentials", identity.Arn) };
            if (settings.Account is { } stated && stated.Value != identity.Account)
            {
                findings.Add(Finding.Failed(
                    "account",
                    $"the settings say {stated.Value} ({stated.Origin}), the credentials belong to {identity.Account}",
                    "Use other credentials (--profile, AWS_PROFILE), or another environment."));
                return (null, findings);
            }

            findings.Add(Finding.Ok("account", identity.Account));
            return (new AwsAccess(settings, options, options.ResolveRegion(), identity.Account), findings);
        }
        catch (AwsException exception)
        {
            var mend = exception is AwsUnreachableException
                ? "Check the network, a proxy (HTTPS_PROXY), and AWS_ENDPOINT_URL."
                : "Log in (aws sso login), or give credentials by a profile or AWS_ACCESS_KEY_ID.";
            return (null, [Finding.Failed("credentials", ErrorReport.Describe(exception).Message, mend)]);
        }
    }
}
