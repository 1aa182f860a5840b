using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Help;

/// <summary>Answers <c>--help</c>.</summary>
internal sealed class HelpPageAction(CliContext context) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        context.Terminal.Out.Write(HelpPage.Of(parseResult.CommandResult.Command, PathOf(parseResult.CommandResult), context.Terminal.OutWidth));
        return ExitCodes.Success;
    }

    /// <summary>The words that lead to a command.</summary>
    public static IReadOnlyList<string> PathOf(CommandResult result)
    {
        var path = new Stack<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult command)
                path.Push(command.Command is RootCommand ? "slipway" : command.Command.Name);
        }

        return [.. path];
    }
}
