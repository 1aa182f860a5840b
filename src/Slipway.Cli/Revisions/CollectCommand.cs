using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions collect</c>: deregisters and deletes revisions that nothing needs.</summary>
internal static class CollectCommand
{
    private const int Shown = 50;
    private static readonly CollectorPolicy Defaults = new();

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var family = new Argument<string?>("FAMILY") { Arity = ArgumentArity.ZeroOrOne, Description = "Looks at this family only." };
        var apply = new Option<bool>("--apply") { Description = "Does it. Without it, the command only tells what it would do." };
        var keep = new Option<int>("--keep") { HelpName = "N", Description = $"Keeps a family's N newest active revisions, whatever their age. Default: {Defaults.KeepLast}.", DefaultValueFactory = _ => Defaults.KeepLast };
        var unused = new Option<string?>("--unused-for") { HelpName = "TIME", Description = $"Deregisters what was not launched for so long. Default: {Defaults.UnusedFor.TotalDays:0}d." };
        var inactive = new Option<string?>("--inactive-for") { HelpName = "TIME", Description = $"Deletes what was deregistered so long ago. Default: {Defaults.InactiveFor.TotalDays:0}d." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("collect", "Tells which revisions nothing needs, and with --apply deregisters and deletes them.")
        {
            Examples =
            [
                new("slipway revisions collect", "What would be done, and why the rest is kept."),
                new("slipway revisions collect --apply", "Does it, at AWS's rates: one deregistration and ten deletions a second."),
                new("slipway revisions collect dbt-model --keep 2 --unused-for 7d", "A sharper look at one family."),
            ],
            Remarks = "Kept are always: what a launch uses or may still use, and the newest of each family. An apply that is interrupted is finished by the next one, with nothing done twice.",
        };
        command.Add(family);
        foreach (var option in new Option[] { apply, keep, unused, inactive, json })
            command.Add(option);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context,
            settings.Load(parse),
            parse.GetValue(family) is { } name ? RevisionNames.Family(name) : null,
            Defaults with
            {
                KeepLast = parse.GetValue(keep) is >= 0 and var number ? number : throw new SlipwayException("input.option", "--keep: use 0 or more."),
                UnusedFor = Age("--unused-for", parse.GetValue(unused)) ?? Defaults.UnusedFor,
                InactiveFor = Age("--inactive-for", parse.GetValue(inactive)) ?? Defaults.InactiveFor,
            },
            parse.GetValue(apply),
            parse.GetValue(json),
            cancellationToken));
        return command;
    }

    private static TimeSpan? Age(string option, string? text)
    {
        if (text is null)
            return null;
        if (text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return TimeSpan.FromDays(days);
        return Quantity.ReadDuration(text, out var span) is null
            ? span
            : throw new SlipwayException("input.option", $"{option}: '{text}' is not an age; write 30d, 12h or 90m.");
    }

    private static async Task<int> RunAsync(
        CliContext context, LoadedSettings settings, string? family, CollectorPolicy policy, bool apply, bool json, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: true);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, cancellationToken);
        if (settings.IsLocal)
            policy = policy with { CacheTime = TimeSpan.Zero };

        var ecs = environment.Ecs;
        var collector = new Collector(
            ecs.Ledger,
            ecs.HousekeepingDefinitions,
            [new LaunchReferences(ecs.Launches, context.Time)],
            policy,
            new LeaseKeeper(ecs.Ledger, LeaseKeeper.ThisProcess, ecs.Options.Registration.Lease, context.Time),
            context.Time);
        progress.Now("planning");
        var plan = await collector.PlanAsync(family, cancellationToken);

        CollectorResult? result = null;
        if (apply)
        {
            var total = plan.Revisions.Count(revision => revision.Action != PlannedAction.Keep);
            progress.Now($"collecting {total} revisions");
            result = await collector.ApplyAsync(
                plan, Audit.Of(context, "slipway revisions collect", settings), new Told(step => progress.Now($"{step.Done} of {step.Total}: {step.Current}")), cancellationToken);
        }

        progress.Dispose();
        if (json)
            JsonOutput.Write(context.Terminal.Out, writer => WriteJson(writer, plan, result));
        else
            WriteText(context, plan, result);
        return result is { Failures.Count: > 0 } ? ExitCodes.Findings : ExitCodes.Success;
    }

    private static void WriteText(CliContext context, CollectorPlan plan, CollectorResult? result)
    {
        var terminal = context.Terminal;
        var chosen = plan.Revisions.Where(revision => revision.Action != PlannedAction.Keep).ToList();
        if (chosen.Count > 0)
        {
            var table = new TextTable("REVISION", "STATE", "WHAT", "WHY");
            foreach (var revision in chosen.Take(Shown))
                table.Add(plan.NameOf(revision), revision.State.ToText(), Word(revision.Action), Word(revision.Reason));
            table.Write(terminal);
            if (chosen.Count > Shown)
                terminal.Say($"and {chosen.Count - Shown} more; --json lists them all");
        }

        foreach (var ((action, reason), count) in plan.Counts.Where(count => count.Key.Action == PlannedAction.Keep).OrderByDescending(count => count.Value))
            terminal.Say($"{Word(action)} {count}: {Word(reason)}");
        var (deregister, delete) = (plan.CountOf(PlannedAction.Deregister), plan.CountOf(PlannedAction.Delete));
        if (result is null)
        {
            terminal.Say(chosen.Count == 0 ? "nothing to collect" : $"would deregister {deregister} and delete {delete}; --apply does it");
            return;
        }

        terminal.Say($"deregistered {result.Deregistered}, deleted {result.Deleted}" + (result.Skipped > 0 ? $", left {result.Skipped} that came into use meanwhile" : ""));
        foreach (var failure in result.Failures)
            terminal.Say($"{failure.Revision}: {failure.Reason}");
    }

    private static void WriteJson(Utf8JsonWriter writer, CollectorPlan plan, CollectorResult? result)
    {
        writer.WriteBoolean("applied", result is not null);
        writer.WriteStartArray("revisions");
        foreach (var revision in plan.Revisions)
        {
            writer.WriteStartObject();
            writer.WriteString("revision", plan.NameOf(revision));
            writer.WriteString("state", revision.State.ToText());
            writer.WriteString("action", Word(revision.Action));
            writer.WriteString("reason", Word(revision.Reason));
            writer.WriteString("reference", plan.ReferenceOf(revision)?.By);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("toDeregister", plan.CountOf(PlannedAction.Deregister));
        writer.WriteNumber("toDelete", plan.CountOf(PlannedAction.Delete));
        if (result is null)
            return;
        writer.WriteNumber("deregistered", result.Deregistered);
        writer.WriteNumber("deleted", result.Deleted);
        writer.WriteNumber("skipped", result.Skipped);
        writer.WriteStartArray("failures");
        foreach (var failure in result.Failures)
        {
            writer.WriteStartObject();
            writer.WriteString("revision", failure.Revision);
            writer.WriteString("reason", failure.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Word(PlannedAction action) => action switch
    {
        PlannedAction.Keep => "keep",
        PlannedAction.Deregister => "deregister",
        PlannedAction.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a word."),
    };

    private static string Word(PlanReason reason) => reason switch
    {
        PlanReason.Referenced => "somebody needs it",
        PlanReason.InUse => "a launch may still use it",
        PlanReason.AmongNewest => "among the newest of its family",
        PlanReason.RecentlyUsed => "launched not long ago",
        PlanReason.RecentlyDeregistered => "deregistered not long ago",
        PlanReason.Unused => "not launched for long",
        PlanReason.Orphan => "a duplicate that was never handed out",
        PlanReason.Retired => "out of use",
        PlanReason.LaunchOver => "its own launch is over",
        PlanReason.InactiveForLong => "inactive for long",
        PlanReason.Unfinished => "an earlier run began it",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a word."),
    };

    private sealed class Told(Action<CollectorProgress> tell) : IProgress<CollectorProgress>
    {
        public void Report(CollectorProgress value) => tell(value);
    }
}
