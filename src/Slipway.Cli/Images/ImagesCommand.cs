using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Errors;
using Slipway.Core.Images;
using Slipway.Ecs.Images;

namespace Slipway.Cli.Images;

/// <summary><c>slipway images</c>.</summary>
internal static class ImagesCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context) => new("images", "Looks at images in their registries.") { Versions(context) };

    private static CliCommand Versions(CliContext context)
    {
        var repository = new Argument<string>("REPOSITORY") { Description = "The repository, with or without a registry: dbt-model." };
        var range = new Argument<string?>("RANGE") { Arity = ArgumentArity.ZeroOrOne, Description = "Lists only versions inside: ^1.0, ~1.2, 1.x, '>=1.2 <2'." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("versions", "Lists the versions of an image, the highest first. Tags that are no versions are left out.")
        {
            Examples =
            [
                new("slipway images versions dbt-model", "All versions, pre-releases included."),
                new("slipway images versions dbt-model ^1.0", "The first line is what dbt-model:^1.0 means now."),
            ],
        };
        command.Add(repository);
        command.Add(range);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context, settings.Load(parse), parse.GetRequiredValue(repository), parse.GetValue(range), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, string repository, string? range, bool json, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(repository);
        if (reference.Tag is not null || reference.Digest is not null || (reference.Range is not null && range is not null))
            throw new SlipwayException("input.option", $"'{repository}' is more than a repository. Write 'slipway images versions {reference.Name}', with a range such as ^1.0 behind it for fewer.");
        var wanted = range is null ? reference.Range : VersionRange.Parse(range);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        var options = new ImageResolutionOptions
        {
            DefaultRegistry = environment.Binding.DefaultRegistry,
            RepositoryCredentials = settings.Container(reference.Name).RepositoryCredentials,
        };
        var versions = await environment.Images.ListVersionsAsync(reference, wanted, options, cancellationToken);

        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("repository", reference.Name);
                writer.WriteString("range", wanted?.Text);
                writer.WriteStartArray("versions");
                foreach (var version in versions)
                    writer.WriteStringValue(version.Tag);
                writer.WriteEndArray();
            });
        }
        else if (versions.Count == 0)
        {
            context.Terminal.Say(wanted is null ? $"{reference.Name} has no tag that is a version" : $"{reference.Name} has no version in {wanted}");
        }
        else
        {
            foreach (var version in versions)
                context.Terminal.Out.WriteLine(version.Tag);
        }

        return ExitCodes.Success;
    }
}
