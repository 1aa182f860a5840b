using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Slipway.Cli.CommandLine;
using Slipway.Core.Errors;

namespace Slipway.Cli.Local;

/// <summary>Starts and stops the LocalEcs that lives in the background of this machine.</summary>
internal sealed class BackgroundServer(LocalServerFolder folder, CliContext context)
{
    private const int SigTerm = 15;
    private const int LogTail = 20;
    private const string NameMark = "slipway: ";
    private const string CodeMark = "code: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>The running server; starts it, as it was last started, when there is none.</summary>
    /// <returns>How to reach it, and whether it was started now.</returns>
    public async Task<(LocalServerRecord Server, bool Started)> EnsureAsync(CancellationToken cancellationToken) =>
        folder.Running() is { } running ? (running, false) : await StartAsync(folder.Choices(), cancellationToken);

    /// <summary>Starts a server, unless one runs.</summary>
    /// <exception cref="SlipwayException"><c>local-ecs.not-started</c>: it did not come up.</exception>
    public async Task<(LocalServerRecord Server, bool Started)> StartAsync(LocalServerChoices choices, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new SlipwayException("local-ecs.not-started", "LocalEcs runs in the background on Linux and macOS only. Keep 'slipway local-ecs' open in another window.");

        var deadline = context.Time.GetTimestamp();
        FileStream? starter;
        while ((starter = folder.TryBecomeStarter()) is null)
            await GlanceAsync(deadline, "another slipway is starting it and does not get on", cancellationToken);

        using (starter)
        {
            // Somebody may have started it while this one waited; one that was just told to stop is waited for.
            while (folder.IsHeld())
            {
                if (folder.Running() is { } running)
                    return (running, false);
                await GlanceAsync(deadline, "another one is there and cannot be reached", cancellationToken);
            }

            folder.Withdraw();
            using var process = Launch(choices);
            while (true)
            {
                if (folder.Running() is { } server && server.ProcessId == process.Id)
                {
                    folder.Remember(choices);
                    return (server, true);
                }

                if (process.HasExited)
                    throw ToldBySelf() ?? NotStarted($"it ended with exit code {process.ExitCode}");
                await GlanceAsync(deadline, "it does not get ready", cancellationToken);
            }
        }
    }

    /// <summary>Stops the server and waits until it has ended.</summary>
    /// <returns>False when none was running.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (folder.Running() is not { } server)
            return false;

        _ = Kill(server.ProcessId, SigTerm);
        var deadline = context.Time.GetTimestamp();
        while (folder.IsHeld())
            await GlanceAsync(deadline, $"it was told to stop and does not (process {server.ProcessId})", cancellationToken);
        return true;
    }

    /// <summary>Leaves the terminal's process group, so that Ctrl-C there does not reach this process.</summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetSid();
    }

    /// <summary>The arguments of <c>slipway local-ecs</c> that stand for some choices.</summary>
    public static IEnumerable<string> Arguments(LocalServerChoices choices)
    {
        yield return "--port";
        yield return choices.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return "--runtime";
        yield return choices.Runtime;
        foreach (var (option, value) in new[] { ("--images", choices.Images), ("--secrets", choices.Secrets), ("--registry", choices.Registry) })
        {
            if (value is null)
                continue;
            yield return option;
            yield return value;
        }
    }

    private Process Launch(LocalServerChoices choices)
    {
        // The shell gives it files for its three streams: it must not keep this process's pipes open after this process has ended.
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
            ArgumentList = { "-c", "log=$1; shift; exec \"$@\" </dev/null >\"$log\" 2>&1", "sh", folder.LogFile },
        };
        foreach (var word in Self().Concat(["local-ecs", "--background"]).Concat(Arguments(choices)))
            start.ArgumentList.Add(word);
        try
        {
            return Process.Start(start) ?? throw NotStarted("it could not be run");
        }
        catch (Win32Exception exception)
        {
            throw NotStarted(exception.Message);
        }
    }

    // How this very program is run again: by its own executable, or by dotnet and its assembly.
    private static IEnumerable<string> Self()
    {
        var process = Environment.ProcessPath ?? throw new SlipwayException("local-ecs.not-started", "The path of the slipway program is not known here; run 'slipway local-ecs' in another window.");
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Environment.GetCommandLineArgs()[0]] : [process];
    }

    private async Task GlanceAsync(long since, string otherwise, CancellationToken cancellationToken)
    {
        if (context.Time.GetElapsedTime(since) > Patience)
            throw NotStarted($"{otherwise}, after {Patience.TotalSeconds:0} s");
        await Task.Delay(Glance, context.Time, cancellationToken);
    }

    // What it said on its way out, under the code that it said it with.
    private SlipwayException? ToldBySelf()
    {
        var lines = File.Exists(folder.LogFile) ? File.ReadAllLines(folder.LogFile) : [];
        var end = Array.FindLastIndex(lines, line => line.TrimStart().StartsWith(CodeMark, StringComparison.Ordinal));
        var start = end < 0 ? -1 : Array.FindLastIndex(lines, end, line => line.StartsWith(NameMark, StringComparison.Ordinal));
        if (start < 0)
            return null;
        var message = string.Join('\n', lines[start..end].Select(line => line.Trim()))[NameMark.Length..];
        return new SlipwayException(lines[end].TrimStart()[CodeMark.Length..], $"LocalEcs could not be started in the background: {message}");
    }

    private SlipwayException NotStarted(string why)
    {
        var log = File.Exists(folder.LogFile) ? string.Join('\n', File.ReadLines(folder.LogFile).TakeLast(LogTail)) : "";
        return new SlipwayException(
            "local-ecs.not-started",
            $"LocalEcs could not be started in the background: {why}. 'slipway local-ecs' in another window shows more. Its log is {folder.LogFile}"
            + (log.Length > 0 ? $":\n{log}" : "."));
    }

    [DllImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSid();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
