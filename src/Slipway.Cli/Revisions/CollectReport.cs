using System.Text.Json;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Terminal;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary>What the collector would do, or did, in words and as JSON.</summary>
internal static class CollectReport
{
    private const int Shown = 50;

    /// <summary>Tells a person.</summary>
    public static void WriteText(CliContext context, CollectorPlan plan, CollectorResult? result)
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

    /// <summary>Writes the members of the one object.</summary>
    public static void WriteJson(Utf8JsonWriter writer, CollectorPlan plan, CollectorResult? result)
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
}
