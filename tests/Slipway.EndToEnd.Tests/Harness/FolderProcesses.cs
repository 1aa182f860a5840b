using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>The processes that work in a folder, or were started with a path in it: a background LocalEcs, and the processes that play its containers.</summary>
internal static class FolderProcesses
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>Their ids now. Podman's monitors are left out: its containers end by podman.</summary>
    public static IReadOnlyList<int> In(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && id != Environment.ProcessId && IsIn(folder, id)),
    ];

    /// <summary>Kills them, those included that the killed ones started meanwhile, and waits until none is left.</summary>
    public static async Task EndAsync(string folder)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (In(folder) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Deadline)
                throw new TimeoutException($"Processes that were killed still work in {folder}: {string.Join(", ", left)}.");
            foreach (var id in left)
                Kill(id);

            // They are nobody's children here: there is no signal for their end.
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    private static bool IsIn(string folder, int id)
    {
        try
        {
            var commandLine = File.ReadAllText($"/proc/{id}/cmdline");
            // Empty for what has ended and is not reaped.
            if (commandLine.Length == 0 || Path.GetFileName(commandLine.Split('\0')[0]) == "conmon")
                return false;
            return commandLine.Contains(folder, StringComparison.Ordinal)
                || File.ResolveLinkTarget($"/proc/{id}/cwd", returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or is not ours to look at.
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has just ended.
        }
    }
}
