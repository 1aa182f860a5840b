using System.CommandLine;
using System.Text.Json;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Errors;
using Slipway.Core.Text;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions list</c>.</summary>
internal static class ListCommand
{
    private const int PageSize = 1000;
    private const int DefaultLimit = 100;
    private static readonly RevisionState[] Gone = [RevisionState.Deleted];

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var family = new Argument<string?>("FAMILY") { Arity = ArgumentArity.ZeroOrOne, Description = "Lists this family only." };
        var state = new Option<string[]>("--state") { HelpName = "STATE", Description = "Lists revisions in this state: registering, active, retired, deregistering, deregistered, deleting, deleted, orphan. May be given several times. Default: all but deleted." };
        state.CompletionSources.Add([.. Enum.GetValues<RevisionState>().Select(value => value.ToText())]);
        var limit = new Option<int>("--limit") { HelpName = "N", Description = $"Lists at most so many. Default: {DefaultLimit}.", DefaultValueFactory = _ => DefaultLimit };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("list", "Lists the revisions that the ledger knows, the newest of each family first.")
        {
            Examples =
            [
                new("slipway revisions list dbt-model", "What became of each revision of a family."),
                new("slipway revisions list --state orphan --json", "Duplicates that a crash left behind, for programs."),
            ],
        };
        command.Add(family);
        command.Add(state);
        command.Add(limit);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context, settings.Load(parse), parse.GetValue(family), parse.GetValue(state) ?? [], parse.GetValue(limit), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, LoadedSettings settings, string? family, string[] states, int limit, bool json, CancellationToken cancellationToken)
    {
        var wanted = states.Length > 0 ? [.. states.Select(State)] : Enum.GetValues<RevisionState>().Except(Gone).ToArray();
        if (limit < 1)
            throw new SlipwayException("input.option", $"--limit: {limit} is not a number of revisions; use 1 or more.");
        if (family is not null)
            RevisionNames.Family(family);

        await using var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        var found = new List<RevisionEntry>();
        string? next = null;
        do
        {
            var page = await environment.Ecs.Ledger.ListAsync(
                new RevisionFilter { Family = family, States = wanted, Limit = Math.Min(PageSize, limit - found.Count), After = next }, cancellationToken);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && found.Count < limit);

        if (json)
            JsonOutput.Write(context.Terminal.Out, writer => WriteJson(writer, found, more: next is not null));
        else
            WriteTable(context, found, more: next is not null);
        return ExitCodes.Success;
    }

    private static RevisionState State(string name) =>
        RevisionStateNames.TryParse(name) ?? throw new SlipwayException(
            "input.option",
            $"--state: there is no state '{name}'. There are {string.Join(", ", Enum.GetValues<RevisionState>().Select(state => state.ToText()))}."
            + Spelling.Hint(name, Enum.GetValues<RevisionState>().Select(state => state.ToText())));

    private static void WriteTable(CliContext context, List<RevisionEntry> found, bool more)
    {
        if (found.Count == 0)
        {
            context.Terminal.Say("the ledger knows no such revision");
            return;
        }

        var now = context.Time.GetUtcNow();
        var table = new TextTable("REVISION", "STATE", "IMAGE", "REGISTERED", "LAST USED");
        foreach (var entry in found)
            table.Add(entry.Name, entry.State.ToText(), entry.ImageVersion ?? "(found on AWS)", Ago.Of(entry.RegisteredAt, now), Ago.Of(entry.LastUsedAt, now));
        table.Write(context.Terminal);
        if (more)
            context.Terminal.Say($"there are more; --limit {found.Count * 10} shows more of them");
    }

    private static void WriteJson(Utf8JsonWriter writer, List<RevisionEntry> found, bool more)
    {
        writer.WriteStartArray("revisions");
        foreach (var entry in found)
        {
            writer.WriteStartObject();
            RevisionJson.WriteMembers(writer, entry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("more", more);
    }
}
