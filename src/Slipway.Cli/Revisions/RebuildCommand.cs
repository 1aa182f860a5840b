using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Ecs.Registration;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions rebuild</c>: makes a lost ledger anew from what AWS holds.</summary>
internal static class RebuildCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var family = new Argument<string?>("FAMILY") { Arity = ArgumentArity.ZeroOrOne, Description = "Looks through this family only." };
        var ledgerId = new Option<string?>("--ledger-id") { HelpName = "ID", Description = "The id of the ledger that was lost, when this one is new: the tag slipway:ledger of its revisions." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("rebuild", "Rebuilds a lost ledger from the tags of its revisions on AWS, and mends one that has gaps. It registers nothing and deregisters nothing.")
        {
            Examples =
            [
                new("slipway revisions rebuild", "Tells also which other ledgers have revisions here."),
                new("slipway revisions rebuild --ledger-id 01JH…", "After the ledger was lost: an empty one takes the old one's id and revisions."),
            ],
            Remarks = "It looks at every revision that the ledger does not know, twenty a second. It may be stopped and run again.",
        };
        command.Add(family);
        command.Add(ledgerId);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(
            context,
            settings.Load(parse),
            parse.GetValue(family) is { } name ? RevisionNames.Family(name) : null,
            parse.GetValue(ledgerId),
            parse.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, string? family, string? ledgerId, bool json, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: true);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, cancellationToken, ledgerId);
        var ecs = environment.Ecs;
        var rebuild = new LedgerRebuild(ecs.Ledger, ecs.HousekeepingDefinitions, ecs.Options.Registration, context.Time);
        progress.Now("looking through families");
        var result = await rebuild.RunAsync(
            family,
            Audit.Of(context, "slipway revisions rebuild", settings),
            new Told(step => progress.Now($"{step.FamiliesDone} of {step.Families} families, {step.RevisionsSeen} revisions seen, {step.RevisionsTaken} taken in")),
            cancellationToken);

        progress.Dispose();
        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("ledger", ecs.Ledger.Id);
                writer.WriteNumber("families", result.Families);
                writer.WriteNumber("revisionsSeen", result.RevisionsSeen);
                writer.WriteNumber("active", result.Active);
                writer.WriteNumber("deregistered", result.Deregistered);
                writer.WriteNumber("orphans", result.Orphans);
                writer.WriteNumber("retired", result.Retired);
                writer.WriteStartObject("otherLedgers");
                foreach (var (id, count) in result.OtherLedgers)
                    writer.WriteNumber(id, count);
                writer.WriteEndObject();
            });
            return ExitCodes.Success;
        }

        context.Terminal.Say($"ledger {ecs.Ledger.Id}: looked through {result.Families} families and {result.RevisionsSeen} revisions");
        context.Terminal.Say($"took in {result.Active} active, {result.Deregistered} deregistered and {result.Orphans} duplicates; {result.Retired} had been deregistered by others");
        foreach (var (id, count) in result.OtherLedgers)
            context.Terminal.Say($"{count} revisions belong to ledger {id}");
        return ExitCodes.Success;
    }

    private sealed class Told(Action<RebuildProgress> tell) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => tell(value);
    }
}
