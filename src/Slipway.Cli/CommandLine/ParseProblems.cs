using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Help;
using Slipway.Core.Text;

namespace Slipway.Cli.CommandLine;

/// <summary>Tells what is wrong with a command line.</summary>
internal static class ParseProblems
{
    private const string Code = "input.command-line";

    /// <summary>Tells every problem, and where to look.</summary>
    public static int Report(ParseResult parse, CliContext context)
    {
        var command = parse.CommandResult.Command;
        var path = HelpPageAction.PathOf(parse.CommandResult);

        // "slipway" and "slipway revisions" alone: the page is the answer.
        if (parse.UnmatchedTokens.Count == 0 && command.Action is null && command.Subcommands.Count > 0)
        {
            var page = HelpPage.Of(command, path, context.Terminal.OutWidth);
            if (command is RootCommand)
            {
                context.Terminal.Out.Write(page);
                return ExitCodes.Success;
            }

            context.Terminal.Error.Write(page);
            return ExitCodes.BadInput;
        }

        var problems = parse.UnmatchedTokens.Count > 0
            ? parse.UnmatchedTokens.Take(1).Select(token => Unmatched(token, command, path))
            : Missing(parse, command, path).Concat(Values(parse, command)).DefaultIfEmpty().SelectMany(problem => problem is null ? parse.Errors.Select(error => error.Message) : [problem]);
        return Tell(problems, path, context);
    }

    /// <summary>Tells that the command takes nothing after <c>--</c>.</summary>
    public static int ReportDashes(ParseResult parse, CliContext context)
    {
        var path = HelpPageAction.PathOf(parse.CommandResult);
        return Tell([$"'{string.Join(' ', path)}' takes nothing after '--'."], path, context);
    }

    private static int Tell(IEnumerable<string> problems, IReadOnlyList<string> path, CliContext context)
    {
        var told = problems.Distinct(StringComparer.Ordinal).ToList();
        ErrorReport.WriteJson(Code, string.Join('\n', told), ExitCodes.BadInput, context);
        foreach (var problem in told)
            context.Terminal.Say(problem);
        context.Terminal.Detail($"code: {Code}");
        context.Terminal.Detail($"'{string.Join(' ', path)} --help' shows what it takes.");
        return ExitCodes.BadInput;
    }

    private static IEnumerable<string> Missing(ParseResult parse, Command command, IReadOnlyList<string> path) =>
        from argument in command.Arguments
        where !argument.Hidden && argument.Arity.MinimumNumberOfValues > 0 && parse.GetResult(argument) is not { Tokens.Count: > 0 }
        select $"'{string.Join(' ', path)}' needs {argument.Name}. {argument.Description}";

    private static IEnumerable<string> Values(ParseResult parse, Command command)
    {
        foreach (var option in HelpPage.Options(command).Where(option => option.Arity.MaximumNumberOfValues > 0))
        {
            if (parse.GetResult(option) is not { Implicit: false } given)
                continue;
            if (given.IdentifierTokenCount > 1 && option.Arity.MaximumNumberOfValues == 1)
                yield return $"{option.Name} is given {given.IdentifierTokenCount} times; it takes one value.";
            else if (given.Tokens.Count < option.Arity.MinimumNumberOfValues)
                yield return $"{option.Name} needs {option.HelpName ?? "a value"}. {option.Description}";
            else if (option.ValueType == typeof(int) && !int.TryParse(given.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                yield return $"{option.Name}: '{given.Tokens[^1].Value}' is not a whole number. {option.Description}";
        }
    }

    private static string Unmatched(string token, Command command, IReadOnlyList<string> path)
    {
        var name = string.Join(' ', path);
        if (token.StartsWith('-'))
        {
            var known = HelpPage.Options(command).SelectMany(option => option.Aliases.Append(option.Name)).Where(option => option.StartsWith("--", StringComparison.Ordinal));
            var container = (command as CliCommand)?.AfterDashes is { } after ? $" What belongs to the container goes after '--': {name} … -- {after}" : "";
            return $"'{name}' has no option '{token}'.{Spelling.Hint(token, known)}{container}";
        }

        if (command.Subcommands.Count > 0)
            return $"'{name}' has no command '{token}'.{Spelling.Hint(token, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}";
        return (command as CliCommand)?.AfterDashes is { } rest
            ? $"'{token}' is one word too many. The container's command goes after '--': {name} … -- {rest}"
            : $"'{name}' does not take '{token}': that is one word too many.";
    }
}
