using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Settings;

/// <summary>Where Slipway keeps what belongs to this user on this machine: the SQLite ledger, launches, the local ECS.</summary>
internal static class StateFolder
{
    private const string Variable = "SLIPWAY_STATE_DIR";

    /// <summary>$SLIPWAY_STATE_DIR, else $XDG_STATE_HOME/slipway, else ~/.local/state/slipway.</summary>
    public static string Of(CliContext context)
    {
        if (context.Variable(Variable) is { } stated)
            return Path.GetFullPath(stated, context.WorkingDirectory);

        // The XDG base directory specification: a relative path is invalid and is ignored.
        if (context.Variable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
            return Path.Combine(state, "slipway");
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "slipway");
    }

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
