using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions</c>.</summary>
internal static class RevisionsCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context) =>
        new("revisions", "Shows and keeps order among task definition revisions: those that Slipway registered, and those that others left behind.")
        {
            ListCommand.Create(context),
            ShowCommand.Create(context),
            DiffCommand.Create(context),
            EnsureCommand.Create(context),
            AuditCommand.Create(context),
            CollectCommand.Create(context),
            RebuildCommand.Create(context),
        };
}
