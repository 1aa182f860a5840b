using System.CommandLine;
using System.CommandLine.Help;

namespace Slipway.Cli.Help;

/// <summary>Options that every command has.</summary>
internal static class SharedOptions
{
    /// <summary><c>--help</c>, as the pages of commands below the root list it.</summary>
    public static Option Help { get; } = new HelpOption("--help", "-h") { Description = "Shows this page." };
}
