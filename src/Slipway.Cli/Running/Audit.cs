using Slipway.Cli.CommandLine;
using Slipway.Cli.Settings;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Running;

/// <summary>Who acts, for the audit trail.</summary>
internal static class Audit
{
    /// <summary>This user on this machine, at the git commit of the settings.</summary>
    public static AuditContext Of(CliContext context, string reason, LoadedSettings settings) => new($"{Environment.UserName}@{Environment.MachineName}", reason)
    {
        GitCommit = GitCommit.Of(settings.File?.Folder ?? context.WorkingDirectory),
    };
}
