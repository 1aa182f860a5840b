using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Core.Errors;

namespace Slipway.Cli.Init;

/// <summary><c>slipway init</c>.</summary>
internal static class InitCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var from = new Option<string?>("--from") { HelpName = "FAMILY:REVISION", Description = "Fills it in from an existing task definition and its latest ECS task: cluster, subnets, roles, logs, secrets." };
        var force = new Option<bool>("--force") { Description = "Writes over an existing slipway.yaml." };
        var environment = new Option<string>("--environment", "-e") { HelpName = "NAME", Description = "The environment that the file describes. Default: dev.", DefaultValueFactory = _ => "dev" };
        var cluster = new Option<string?>("--cluster") { HelpName = "NAME", Description = "The ECS cluster. Default with --from: where an ECS task of the family is found." };
        var region = new Option<string?>("--region") { HelpName = "REGION", Description = "The AWS region." };
        var profile = new Option<string?>("--profile") { HelpName = "NAME", Description = "The profile of ~/.aws/config to take credentials from." };
        var command = new CliCommand("init", "Writes a slipway.yaml into this folder.")
        {
            Examples =
            [
                new("slipway init", "A file to fill in."),
                new("slipway init --from nightly-dbt:42 -e prod", "A file that runs what runs today."),
            ],
        };
        foreach (var option in new Option[] { from, environment, cluster, region, profile, force })
            command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var path = Path.Combine(context.WorkingDirectory, SettingsFile.Name);
            if (File.Exists(path) && !parse.GetValue(force))
                throw new SlipwayException("input.exists", $"{path} exists already. --force writes over it.");

            var name = parse.GetValue(environment)!;
            var flags = new InitFlags(name, parse.GetValue(cluster), parse.GetValue(region), parse.GetValue(profile));
            var (text, notes) = parse.GetValue(from) is { } revision
                ? await FromAsync(context, revision, flags, cancellationToken)
                : (Empty(flags), []);

            // What is written must be readable, whatever it was made from.
            _ = SettingsCheck.Document(YamlReader.Read(SettingsFile.Name, text)) is { Count: > 0 } problems ? throw new SettingsException(problems) : 0;
            await File.WriteAllTextAsync(path, text, cancellationToken);
            context.Terminal.Say($"wrote {path}");
            foreach (var note in notes)
                context.Terminal.Detail($"note: {note}");
            context.Terminal.Detail("next: slipway doctor");
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Empty(InitFlags flags)
    {
        var lines = new StringBuilder();
        lines.Append(
            $"""
            # Settings of Slipway: docs/reference/settings.md. 'slipway config show' tells where each value comes from, 'slipway doctor' what is missing.
            environment: {flags.Environment}        # when nobody says -e

            defaults:               # of all containers
              cpu: 0.5              # vCPU
              memory: 1 GiB

            containers: {"{}"}          # by image: {"{dbt-model: {memory: 4 GiB, secrets: {DBT_PASSWORD: ssm:/dbt/password}}}"}

            environments:
              {flags.Environment}:
                {Line("region", flags.Region, "eu-central-1")}
                {Line("profile", flags.Profile, "analytics-dev")}      # of ~/.aws/config
                {Line("cluster", flags.Cluster, "analytics")}
                # subnets: [subnet-0123, subnet-4567]
                # securityGroups: [sg-0123]
                # executionRole: slipway-execution        # pulls images, fetches secrets, writes logs
                # logs: {"{group: /slipway/"}{flags.Environment}{"}"}
                # ledger: dynamodb:slipway-ledger         # shared by a team; default: a file of yours

            """.ReplaceLineEndings("\n"));
        return lines.ToString();
    }

    private static string Line(string member, string? value, string example) => value is null ? $"# {member}: {example}" : $"{member}: {value}";

    private static async Task<(string Text, IReadOnlyList<string> Notes)> FromAsync(
        CliContext context, string revision, InitFlags flags, CancellationToken cancellationToken)
    {
        var found = await ExistingTask.FindAsync(context, revision, flags, cancellationToken);
        var (container, notes) = TaskDefinitionSettings.Of(found.Definition);
        var environment = new JsonObject { ["region"] = found.Region, ["account"] = found.Account };
        if (flags.Profile is not null)
            environment["profile"] = flags.Profile;
        if (found.Cluster is not null)
            environment["cluster"] = found.Cluster;
        if (found.Subnets.Count > 0)
            environment["subnets"] = new JsonArray([.. found.Subnets.Select(subnet => JsonValue.Create(subnet))]);

        // What an environment says once, for all its containers.
        foreach (var member in new[] { "executionRole", "logs" })
        {
            if (container.Remove(member, out var value))
                environment[member] = value!.DeepClone();
        }

        var document = new JsonObject
        {
            ["environment"] = flags.Environment,
            ["containers"] = new JsonObject { [found.Repository] = container.DeepClone() },
            ["environments"] = new JsonObject { [flags.Environment] = environment },
        };
        var text = new StringBuilder($"# From {found.Name}{(found.EcsTask is null ? "" : $" and its ECS task {found.EcsTask}")}.\n");
        YamlWriter.Write(text, document);
        return (text.ToString(), [.. found.Notes, .. notes.Distinct(StringComparer.Ordinal), $"run it: slipway run {found.Image}"]);
    }
}
