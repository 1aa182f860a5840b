using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Core.Flows;

namespace Slipway.Cli.Flows;

/// <summary><c>slipway flow validate</c>.</summary>
internal static class ValidateCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = "The flows to check.", Arity = ArgumentArity.OneOrMore };
        var command = new CliCommand("validate", "Checks flows, without AWS: members, types, references, expressions, cycles, schedules. Tells all that is wrong, each with file, line and column.")
        {
            Examples = [new("slipway flow validate flows/*.yaml", "Checks all flows of a folder; exit code 123 when something is wrong.")],
        };
        command.Add(files);
        command.SetAction(parse => Run(context, parse.GetRequiredValue(files)));
        return command;
    }

    private static int Run(CliContext context, string[] paths)
    {
        var wrong = 0;
        var count = 0;
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var file = FlowFile.TryRead(path, context.WorkingDirectory, out var problems);
            if (file is not null && !seen.TryAdd(file.Name, file.Shown))
            {
                problems = [new LocatedProblem(Origin.File(file.Shown, 1, 1), "flow.name-twice", $"{seen[file.Name]} is a flow named '{file.Name}' too.")];
                file = null;
            }

            foreach (var problem in problems)
                context.Terminal.Out.WriteLine($"{problem} [{problem.Code}]");
            if (file is not null)
                context.Terminal.Out.WriteLine($"{file.Shown}: {file.Name}: {Describe(file)}");
            wrong += file is null ? 1 : 0;
            count += problems.Count;
        }

        if (wrong == 0)
            return ExitCodes.Success;
        context.Terminal.Say($"{Number(count, "problem")} in {(paths.Length == 1 ? "the file" : $"{wrong} of {paths.Length} files")}");
        return ExitCodes.BadInput;
    }

    private static string Describe(FlowFile file)
    {
        var flow = file.Flow;
        var tasks = flow.Tasks!.Count;
        var runs = file.Graph.Nodes.Count;
        var parts = new List<string> { Number(tasks, "task") + (runs == tasks ? "" : $" ({runs} task runs)") };
        if (flow.Parameters is { Count: > 0 } parameters)
            parts.Add(Number(parameters.Count, "parameter"));
        foreach (var schedule in flow.Schedule ?? [])
            parts.Add(Words(schedule));
        return string.Join(", ", parts);
    }

    private static string Words(FlowSchedule schedule) => $"'{schedule.Cron}' in {schedule.TimeZone ?? Core.Schedules.TimeZoneName.Default}";

    private static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
