using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions audit</c>.</summary>
internal static class AuditCommand
{
    private const int DefaultLimit = 50;
    private const int PageSize = 1000;

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var what = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "A family, or one revision as family:revision. Default: everything." };
        var launch = new Option<string?>("--launch") { HelpName = "ID", Description = "What was done for this launch." };
        var limit = new Option<int>("--limit") { HelpName = "N", Description = $"Shows at most so many entries. Default: {DefaultLimit}.", DefaultValueFactory = _ => DefaultLimit };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("audit", "Shows who did what to which revision, when and why; the newest first.")
        {
            Examples =
            [
                new("slipway revisions audit dbt-model:7", "The life of one revision."),
                new("slipway revisions audit --launch nightly-2026-01-05 --json", "What one launch caused."),
            ],
        };
        command.Add(what);
        command.Add(launch);
        command.Add(limit);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context, settings.Load(parse), Filter(parse.GetValue(what), parse.GetValue(launch)), parse.GetValue(limit), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static AuditFilter Filter(string? what, string? launch)
    {
        var filter = new AuditFilter { Launch = launch is null ? null : LaunchId.Parse(launch) };
        if (what is null)
            return filter;
        if (!what.Contains(':', StringComparison.Ordinal))
            return filter with { Family = RevisionNames.Family(what) };
        var (family, revision) = RevisionNames.Parse(what);
        return filter with { Family = family, Revision = revision };
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, AuditFilter filter, int limit, bool json, CancellationToken cancellationToken)
    {
        if (limit < 1)
            throw new SlipwayException("input.option", $"--limit: {limit} is not a number of entries; use 1 or more.");
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        var found = new List<AuditEntry>();
        string? next = null;
        do
        {
            var page = await environment.Ecs.Ledger.AuditAsync(filter with { Limit = Math.Min(PageSize, limit - found.Count), After = next }, cancellationToken);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && found.Count < limit);

        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray("entries");
                foreach (var entry in found)
                {
                    writer.WriteStartObject();
                    RevisionJson.WriteMembers(writer, entry);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteBoolean("more", next is not null);
            });
            return ExitCodes.Success;
        }

        if (found.Count == 0)
        {
            context.Terminal.Say("the ledger has no such entry");
            return ExitCodes.Success;
        }

        var table = new TextTable("WHEN (UTC)", "REVISION", "WHAT", "WHO", "WHY");
        foreach (var entry in found)
        {
            table.Add(
                entry.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss"),
                entry.Revision is { } number ? $"{entry.Family}:{number}" : entry.Family,
                What(entry),
                entry.By.Actor,
                entry.By.LaunchId is { } launch ? $"{entry.By.Reason} ({launch})" : entry.By.Reason);
        }

        table.Write(context.Terminal);
        if (next is not null)
            context.Terminal.Say($"there are more; --limit {found.Count * 10} shows more of them");
        return ExitCodes.Success;
    }

    private static string What(AuditEntry entry) => (entry.From, entry.To) switch
    {
        (null, { } to) => to.ToText(),
        ({ } from, { } to) when from == to => "used",
        ({ } from, { } to) => $"{from.ToText()} → {to.ToText()}",
        ({ } from, null) => $"{from.ToText()}, given up",
        _ => "?",
    };
}
