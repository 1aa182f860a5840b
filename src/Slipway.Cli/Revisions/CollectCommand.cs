using System.CommandLine;
using System.Globalization;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Containers;
using Slipway.Core.Errors;
using Slipway.Ecs;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions collect</c>: deregisters and deletes revisions that nothing needs.</summary>
internal static class CollectCommand
{
    private static readonly CollectorPolicy Defaults = new();

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var family = new Argument<string?>("FAMILY") { Arity = ArgumentArity.ZeroOrOne, Description = "Looks at this family only." };
        var apply = new Option<bool>("--apply") { Description = "Does it. Without it, the command only tells what it would do." };
        var keep = new Option<int>("--keep") { HelpName = "N", Description = $"Keeps a family's N newest active revisions, whatever their age. Default: {Defaults.KeepLast}.", DefaultValueFactory = _ => Defaults.KeepLast };
        var unused = new Option<string?>("--unused-for") { HelpName = "TIME", Description = $"Deregisters what was not launched for so long. Default: {Defaults.UnusedFor.TotalDays:0}d." };
        var inactive = new Option<string?>("--inactive-for") { HelpName = "TIME", Description = $"Deletes what was deregistered so long ago. Default: {Defaults.InactiveFor.TotalDays:0}d." };
        var unmanaged = new Option<string?>("--unmanaged") { HelpName = "FAMILY", Description = "Looks at the revisions of a family that no ledger registered: those that other tools left behind." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("collect", "Tells which revisions nothing needs, and with --apply deregisters and deletes them.")
        {
            Examples =
            [
                new("slipway revisions collect", "What would be done, and why the rest is kept."),
                new("slipway revisions collect --apply", "Does it, at AWS's rates: one deregistration and ten deletions a second."),
                new("slipway revisions collect dbt-model --keep 2 --unused-for 7d", "A sharper look at one family."),
                new("slipway revisions collect --unmanaged nightly-dbt", "What other tools left behind in a family; the revisions of ECS tasks that run are kept."),
            ],
            Remarks = "Kept are always: what a launch uses or may still use, and the newest of each family. An apply that is interrupted is finished by the next one, with nothing done twice.",
        };
        command.Add(family);
        foreach (var option in new Option[] { apply, keep, unused, inactive, unmanaged, json })
            command.Add(option);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) =>
        {
            var policy = Defaults with
            {
                KeepLast = parse.GetValue(keep) is >= 0 and var number ? number : throw new SlipwayException("input.option", "--keep: use 0 or more."),
                UnusedFor = Age("--unused-for", parse.GetValue(unused)) ?? Defaults.UnusedFor,
                InactiveFor = Age("--inactive-for", parse.GetValue(inactive)) ?? Defaults.InactiveFor,
            };
            if (parse.GetValue(unmanaged) is not null && parse.GetValue(family) is not null)
                throw new SlipwayException("input.option", "--unmanaged names the family itself: leave the other FAMILY out.");
            var name = parse.GetValue(unmanaged) ?? parse.GetValue(family);
            var scope = new Scope(name is null ? null : RevisionNames.Family(name), parse.GetValue(unmanaged) is not null);
            return RunAsync(context, settings.Load(parse), scope, policy, parse.GetValue(apply), parse.GetValue(json), cancellationToken);
        });
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
        CliContext context, LoadedSettings settings, Scope scope, CollectorPolicy policy, bool apply, bool json, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: true);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, cancellationToken);
        if (settings.IsLocal)
            policy = policy with { CacheTime = TimeSpan.Zero };

        var audit = Audit.Of(context, "slipway revisions collect", settings);
        var told = new Told<CollectorProgress>(step => progress.Now($"{step.Done} of {step.Total}: {step.Current}"));
        progress.Now("planning");
        var (plan, applyAsync) = scope.Unmanaged
            ? await UnmanagedAsync(environment.Ecs, scope.Family!, policy, audit, progress, told, cancellationToken)
            : await OwnAsync(environment.Ecs, scope.Family, policy, audit, told, cancellationToken);
        var result = apply ? await applyAsync() : null;

        progress.Dispose();
        if (json)
            JsonOutput.Write(context.Terminal.Out, writer => CollectReport.WriteJson(writer, plan, result));
        else
            CollectReport.WriteText(context, plan, result);
        return result is { Failures.Count: > 0 } ? ExitCodes.Findings : ExitCodes.Success;
    }

    private static async Task<(CollectorPlan Plan, Func<Task<CollectorResult>> Apply)> OwnAsync(
        EcsRuntime ecs, string? family, CollectorPolicy policy, AuditContext audit, IProgress<CollectorProgress> told, CancellationToken cancellationToken)
    {
        var collector = new Collector(
            ecs.Ledger, ecs.HousekeepingDefinitions, [new LaunchReferences(ecs.Launches, ecs.Options.Time)], policy, Leases(ecs), ecs.Options.Time);
        var plan = await collector.PlanAsync(family, cancellationToken);
        return (plan, () => collector.ApplyAsync(plan, audit, told, cancellationToken));
    }

    private static async Task<(CollectorPlan Plan, Func<Task<CollectorResult>> Apply)> UnmanagedAsync(
        EcsRuntime ecs, string family, CollectorPolicy policy, AuditContext audit, RunProgress progress, IProgress<CollectorProgress> told, CancellationToken cancellationToken)
    {
        IRevisionReferences[] references = [new EcsTaskReferences(family, ecs.Tasks, ecs.Ecs, ecs.Options.Time), new LaunchReferences(ecs.Launches, ecs.Options.Time)];
        var collector = new UnmanagedCollector(ecs.Ledger, ecs.HousekeepingDefinitions, references, policy, Leases(ecs), ecs.Options.Time);
        var plan = await collector.PlanAsync(family, new Told<int>(looked => progress.Now($"looking at revisions: {looked}")), cancellationToken);
        return (plan.Plan, () => collector.ApplyAsync(plan, audit, told, cancellationToken));
    }

    private static LeaseKeeper Leases(EcsRuntime ecs) => new(ecs.Ledger, LeaseKeeper.ThisProcess, ecs.Options.Registration.Lease, ecs.Options.Time);

    /// <param name="Family">The family; null for all.</param>
    /// <param name="Unmanaged">Whether what no ledger registered is meant.</param>
    private sealed record Scope(string? Family, bool Unmanaged);

    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
