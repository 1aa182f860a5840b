using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Slipway.Core.Flows;
using Slipway.Core.Text;
using Slipway.Hosting.Manifests;
using Slipway.Hosting.Running;
using Slipway.Runtime;

namespace Slipway.Hosting.CommandLine;

/// <summary>From arguments to exit code.</summary>
internal sealed class HostProgram(HostContext context, FlowAppBuilder app, Func<FlowModule> module)
{
    private const string Run = "run";
    private const string List = "list";
    private const string Own = "slipway";
    private const string Manifest = "manifest";
    private const string BadCommandLine = "input.command-line";

    private IReadOnlyList<FlowDefinition> _flows = [];

    /// <summary>Runs one command line.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            _flows = FlowList.Of(module());
            return arguments switch
            {
                [] or ["-h" or "--help", ..] => Show(OwnPage(), HostExitCodes.Success),
                [Run, "-h" or "--help"] => Show(RunPage(), HostExitCodes.Success),
                [Run] => Missing("'run' needs the name of a flow."),
                [Run, var name, .. var rest] => await RunFlowAsync(name, rest),
                [List, ..] => Listed(arguments[1..]),
                [Own, Manifest, .. var rest] => WriteManifest(rest),
                [Own, "-h" or "--help"] => Show(SlipwayPage(), HostExitCodes.Success),
                [Own] => Show(SlipwayPage(), HostExitCodes.BadInput),
                [Own, var unknown, ..] => Wrong($"'{context.Program} slipway' has no command '{unknown}'.{Spelling.Hint(unknown, [Manifest])}"),
                ["--version"] => Show(ManifestBuilder.SdkVersion + "\n", HostExitCodes.Success),
                [var unknown, ..] => Wrong($"There is no command '{unknown}'.{Hint(unknown)}"),
            };
        }
#pragma warning disable CA1031 // The last handler of the program: whatever is left becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return HostErrors.Write(exception, context);
        }
    }

    private async Task<int> RunFlowAsync(string name, string[] arguments)
    {
        if (_flows.FirstOrDefault(flow => string.Equals(flow.Name, name, StringComparison.Ordinal)) is not { } flow)
            return Missing($"There is no flow '{name}'.{Spelling.Hint(name, _flows.Select(known => known.Name))}");

        var json = app.SealedJson;
        var command = new FlowCommand(flow, json);
        if (arguments.Any(argument => argument is "-h" or "--help"))
            return Show(command.HelpPage(context.Program, context.Terminal.OutWidth), HostExitCodes.Success);

        var parse = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
            return Wrong(ParseProblems(parse, command), command);
        return await new FlowRunSession(context, app, command, parse).RunAsync();
    }

    private static IEnumerable<string> ParseProblems(ParseResult parse, FlowCommand command)
    {
        var known = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Where(option => option.StartsWith("--", StringComparison.Ordinal)).ToList();
        // The word after an unknown option is its value.
        var unmatched = parse.UnmatchedTokens.Where((token, at) => IsOption(token) || at == 0 || !IsOption(parse.UnmatchedTokens[at - 1])).Select(token => IsOption(token)
            ? $"{command.Flow.Name} has no option '{token}'.{Spelling.Hint(token, known)}"
            : $"'{token}' is one word too many: values follow the name of their option.");
        // An option without its value makes the parser's own error, beside those of unknown words.
        var others = parse.Errors.Select(error => error.Message).Where(message => !parse.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)));
        return unmatched.Concat(others).Distinct(StringComparer.Ordinal);
    }

    private static bool IsOption(string token) => token.StartsWith('-');

    private int Listed(string[] rest)
    {
        if (rest.Length > 0)
            return rest[0] is "-h" or "--help" ? Show($"Usage: {context.Program} list\n\nLists the flows of this program.\n", HostExitCodes.Success) : Wrong($"'list' does not take '{rest[0]}'.");
        if (_flows.Count == 0)
        {
            context.Terminal.Say("This program has no flow. Mark a method with [Flow].");
            return HostExitCodes.Success;
        }

        var rows = _flows.OrderBy(flow => flow.Name, StringComparer.Ordinal).Select(flow => new[] { flow.Name, Schedules(flow), FirstSentence(flow.Description) }).Prepend(["flow", "schedule", "what it does"]).ToList();
        var widths = Enumerable.Range(0, 2).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var page = new StringBuilder();
        foreach (var row in rows)
            page.AppendLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2]}".TrimEnd());
        return Show(page.ToString(), HostExitCodes.Success);
    }

    private int WriteManifest(string[] rest)
    {
        if (rest is ["-h" or "--help", ..])
            return Show($"Usage: {context.Program} slipway manifest\n\nPrints the manifest: the flows with parameters, schedules and graph, as JSON.\n", HostExitCodes.Success);
        if (rest.Length > 0)
            return Wrong($"'slipway manifest' does not take '{rest[0]}'.");
        return Show(ManifestFormat.Write(ManifestBuilder.Of(_flows, app.SealedJson)) + "\n", HostExitCodes.Success);
    }

    private string OwnPage()
    {
        var page = new HelpText(context.Terminal.OutWidth);
        page.Line($"Usage: {context.Program} COMMAND").Line().Paragraph("Runs flows.");
        page.Section("Commands", [($"{Run} FLOW", "Runs a flow here."), (List, "Lists the flows of this program."), ($"{Own} {Manifest}", "Prints what a deploy needs to know, as JSON.")]);
        Flows(page);
        page.Line().Line($"'{context.Program} run FLOW --help' shows the parameters of a flow.");
        return page.ToString();
    }

    private string RunPage()
    {
        var page = new HelpText(context.Terminal.OutWidth);
        page.Line($"Usage: {context.Program} run FLOW [options]").Line().Paragraph("Runs a flow here.");
        Flows(page);
        page.Line().Line($"'{context.Program} run FLOW --help' shows the parameters of a flow.");
        return page.ToString();
    }

    private string SlipwayPage() =>
        new HelpText(context.Terminal.OutWidth).Line($"Usage: {context.Program} slipway COMMAND").Section("Commands", [(Manifest, "Prints what a deploy needs to know, as JSON.")]).ToString();

    private void Flows(HelpText page) =>
        page.Section("Flows", [.. _flows.OrderBy(flow => flow.Name, StringComparer.Ordinal).Select(flow => (flow.Name, FirstSentence(flow.Description)))]);

    private string Hint(string unknown) => _flows.Any(flow => string.Equals(flow.Name, unknown, StringComparison.Ordinal))
        ? $" To run the flow: {context.Program} run {unknown}"
        : Spelling.Hint(unknown, [Run, List, Own]);

    private int Missing(string problem)
    {
        HostErrors.Write(context.Terminal, [problem], BadCommandLine);
        context.Terminal.Detail(_flows.Count == 0 ? "This program has no flow." : $"Its flows: {string.Join(", ", _flows.Select(flow => flow.Name).Order(StringComparer.Ordinal))}");
        return HostExitCodes.BadInput;
    }

    private int Wrong(string problem)
    {
        HostErrors.Write(context.Terminal, [problem], BadCommandLine);
        context.Terminal.Detail($"'{context.Program} --help' shows what it takes.");
        return HostExitCodes.BadInput;
    }

    private int Wrong(IEnumerable<string> problems, FlowCommand command)
    {
        HostErrors.Write(context.Terminal, problems, BadCommandLine);
        context.Terminal.Detail($"'{context.Program} run {command.Flow.Name} --help' shows what it takes.");
        return HostExitCodes.BadInput;
    }

    private int Show(string page, int exitCode)
    {
        (exitCode == HostExitCodes.Success ? context.Terminal.Out : context.Terminal.Error).Write(page);
        return exitCode;
    }

    private static string Schedules(FlowDefinition flow) =>
        flow.Schedules.Count == 0 ? "-" : string.Join("; ", flow.Schedules.Select(schedule => schedule.TimeZone is null ? schedule.Cron : $"{schedule.Cron} ({schedule.TimeZone})"));

    private static string FirstSentence(string? text) => string.IsNullOrEmpty(text) ? "" : text.Split(". ", 2)[0].TrimEnd('.') + ".";
}
