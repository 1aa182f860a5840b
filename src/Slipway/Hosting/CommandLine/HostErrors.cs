using Slipway.Core.Errors;
using Slipway.Hosting.Terminal;

namespace Slipway.Hosting.CommandLine;

/// <summary>Turns what keeps a command from running into words for people and an exit code.</summary>
internal static class HostErrors
{
    /// <summary>Shows where a fault happened, when it is 1.</summary>
    public const string DebugVariable = "SLIPWAY_DEBUG";

    /// <summary>Says what went wrong.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Exception exception, HostContext context)
    {
        var (code, message, exitCode) = exception switch
        {
            SlipwayException known => (known.Code, known.Message, HostExitCodes.Of(known)),
            UnauthorizedAccessException or IOException => ("file", exception.Message, HostExitCodes.BadInput),
            _ => ("internal", $"{exception.GetType().Name}: {exception.Message}", HostExitCodes.Internal),
        };
        Write(context.Terminal, [message], code);
        if (context.Variable(DebugVariable) == "1")
            context.Terminal.Dump(exception);
        else if (exitCode == HostExitCodes.Internal)
            context.Terminal.Detail($"{DebugVariable}=1 shows where it happened. Please report it with that output.");
        return exitCode;
    }

    /// <summary>Says several things that are wrong, under one code.</summary>
    public static void Write(HostTerminal terminal, IEnumerable<string> problems, string code)
    {
        foreach (var problem in problems)
        {
            var lines = problem.ReplaceLineEndings("\n").Split('\n');
            terminal.Say(lines[0]);
            foreach (var line in lines.Skip(1))
                terminal.Detail(line);
        }

        terminal.Detail($"code: {code}");
    }
}
