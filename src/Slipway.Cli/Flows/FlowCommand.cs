using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Flows;

/// <summary><c>slipway flow</c>.</summary>
internal static class FlowCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context) =>
        new("flow", "Works with flows of containers, written in YAML: checks them, draws them, runs them.")
        {
            ValidateCommand.Create(context),
            GraphCommand.Create(context),
            RunFlowCommand.Create(context),
        };
}
