using Slipway.Cli.CommandLine;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Tests;

/// <summary>Makes contexts of a process that is not there.</summary>
internal static class TestContexts
{
    public static CliContext In(string folder, params (string Name, string Value)[] variables) => new()
    {
        WorkingDirectory = folder,
        Variables = variables.Append(("SLIPWAY_STATE_DIR", Path.Combine(folder, "state")))
            .ToDictionary(variable => variable.Item1, variable => variable.Item2, StringComparer.Ordinal),
        Terminal = new TerminalStreams { Out = new StringWriter(), Error = new StringWriter() },
    };

    public static string OutText(this CliContext context) => context.Terminal.Out.ToString()!;

    public static string ErrorText(this CliContext context) => context.Terminal.Error.ToString()!;
}
