using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Slipway.Cli.CommandLine;

/// <summary>From arguments to exit code.</summary>
internal static class SlipwayProgram
{
    private const string Dashes = "--";

    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, CliContext context)
    {
        // What follows "--" belongs to the container, whatever it looks like: the parser never sees it.
        var dashes = Array.IndexOf(arguments, Dashes);
        if (dashes >= 0)
        {
            context.AfterDashes = arguments[(dashes + 1)..];
            arguments = arguments[..dashes];
        }

        var root = CommandTree.Build(context);
        var parse = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        context.WantsJson = parse.Tokens.Any(token => token is { Type: TokenType.Option, Value: CliContext.JsonOption });
        if (parse.Action is ParseErrorAction)
            return ParseProblems.Report(parse, context);
        if (context.AfterDashes is not null && parse.CommandResult.Command is CliCommand { AfterDashes: null, Action: not null } command && parse.Action == command.Action)
            return ParseProblems.ReportDashes(parse, context);

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration
            {
                Output = context.Terminal.Out,
                Error = context.Terminal.Error,
                // Commands say themselves what a signal means, and errors are told by ErrorReport.
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            });
        }
#pragma warning disable CA1031 // The last handler of the program: whatever is left becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ErrorReport.Write(exception, context);
        }
    }
}
