using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions diff</c>.</summary>
internal static class DiffCommand
{
    private const string Changed = "(changed, not shown)";

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var before = new Argument<string>("BEFORE") { Description = "The one revision: family:revision, or its ARN." };
        var after = new Argument<string>("AFTER") { Description = "The other revision." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("diff", "Shows what differs between two revisions on ECS. Exit code 0 when nothing does, 1 when something does. Values of environment variables are not shown.")
        {
            Examples = [new("slipway revisions diff dbt-model:6 dbt-model:7", "What the new release changed.")],
        };
        command.Add(before);
        command.Add(after);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context, settings.Load(parse), parse.GetRequiredValue(before), parse.GetRequiredValue(after), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, string before, string after, bool json, CancellationToken cancellationToken)
    {
        var (beforeFamily, beforeNumber) = RevisionNames.Parse(before);
        var (afterFamily, afterNumber) = RevisionNames.Parse(after);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        var old = (await RevisionDocument.ReadAsync(environment, beforeFamily, beforeNumber, cancellationToken)).Flat();
        var young = (await RevisionDocument.ReadAsync(environment, afterFamily, afterNumber, cancellationToken)).Flat();

        var changes = old.Keys.Union(young.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Before: old.GetValueOrDefault(path), After: young.GetValueOrDefault(path)))
            .Where(change => change.Before != change.After)
            .Select(change => IsPrivate(change.Path) ? change with { Before = change.Before is null ? null : Changed, After = change.After is null ? null : Changed } : change)
            .ToList();

        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("before", $"{beforeFamily}:{beforeNumber}");
                writer.WriteString("after", $"{afterFamily}:{afterNumber}");
                writer.WriteStartArray("changes");
                foreach (var (path, was, now) in changes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("path", path);
                    writer.WriteString("before", was);
                    writer.WriteString("after", now);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }
        else if (changes.Count == 0)
        {
            context.Terminal.Out.WriteLine("no difference");
        }
        else
        {
            foreach (var (path, was, now) in changes)
            {
                context.Terminal.Out.WriteLine(path);
                if (was is not null)
                    context.Terminal.Out.WriteLine($"  - {was}");
                if (now is not null)
                    context.Terminal.Out.WriteLine($"  + {now}");
            }
        }

        return changes.Count == 0 ? ExitCodes.Success : ExitCodes.Findings;
    }

    private static bool IsPrivate(string path) =>
        path.Contains(".environment[", StringComparison.Ordinal) && path.EndsWith("].value", StringComparison.Ordinal);
}
