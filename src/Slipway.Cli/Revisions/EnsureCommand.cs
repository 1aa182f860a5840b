using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Images;
using Slipway.Ecs.Definitions;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions ensure</c>.</summary>
internal static class EnsureCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var image = new Argument<string>("IMAGE") { Description = "The image and its version, as for 'slipway run'." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object instead of the ARN." };
        var command = new CliCommand("ensure", "Finds the revision of a container version, or registers it, and prints its ARN: for Step Functions, Airflow and other launchers.")
        {
            Examples =
            [
                new("slipway revisions ensure dbt-model:1.0.1 -e prod", "Prints the ARN, and nothing else, on standard output."),
                new("aws ecs run-task --task-definition \"$(slipway revisions ensure dbt-model:1.0.1)\" …", "With a launcher of your own."),
            ],
            Remarks = "The collector keeps a revision for as long as the ledger counts it as used: 'ensure' again before each use, as a launcher would.",
        };
        command.Add(image);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(context, settings.Load(parse), parse.GetRequiredValue(image), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, string image, bool json, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: true);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, cancellationToken);
        var none = new SettingsMap([], Origin.Default);
        var plan = await LaunchPlan.MakeAsync(environment, ImageReference.Parse(image), none, RunRequest.Plain, wantsResult: false, cancellationToken);
        plan.Tell(progress);

        var audit = Audit.Of(context, "slipway revisions ensure", settings) with { ImageVersion = plan.Image.Version, ImageDigest = plan.Image.Digest };
        var revision = await environment.Ecs.Registrar.EnsureAsync(plan.Bound.Definition, audit, cancellationToken);
        progress.RevisionReady(revision);
        progress.Dispose();

        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("arn", revision.Arn);
                writer.WriteString("revision", revision.Name);
                writer.WriteString("hash", revision.Hash.Value);
                writer.WriteString("revisionOrigin", Words.Of(revision.Origin));
                writer.WriteString("image", plan.Image.Version);
                writer.WriteString("digest", plan.Image.Digest);
            });
        }
        else
        {
            context.Terminal.Out.WriteLine(revision.Arn);
        }

        return ExitCodes.Success;
    }
}
