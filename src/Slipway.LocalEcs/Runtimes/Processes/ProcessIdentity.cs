using System.Globalization;
using Slipway.LocalEcs.Runtimes.Usage;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>One process and no other: a pid is used again, but not with the same start time since the same boot.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTicks">Its start in clock ticks since boot.</param>
/// <param name="BootId">Which boot.</param>
internal sealed record ProcessIdentity(int Pid, ulong StartTicks, string BootId)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive => BootId == CurrentBoot() && ProcessStat.Read(Pid) is { IsAlive: true } stat && stat.StartTicks == StartTicks;

    /// <summary>Reads what <see cref="ProcessShim"/> wrote: pid, start and boot in three words. Null when the file is not there or not whole.</summary>
    public static ProcessIdentity? Load(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        return File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var pid, var start, var boot]
            ? new(int.Parse(pid, CultureInfo.InvariantCulture), ulong.Parse(start, CultureInfo.InvariantCulture), boot)
            : null;
    }

    private static string CurrentBoot() => File.ReadAllText(BootIdFile).Trim();
}
