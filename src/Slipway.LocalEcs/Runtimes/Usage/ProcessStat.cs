using System.Globalization;
using System.Text;

namespace Slipway.LocalEcs.Runtimes.Usage;

/// <summary>What Linux tells about a process in <c>/proc/PID</c> (proc(5)).</summary>
/// <param name="State">One letter; <c>Z</c> and <c>X</c> are processes that have ended.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot: with the pid, its identity until the next boot.</param>
/// <param name="CpuTicks">CPU time of the process and of its children that were waited for, in clock ticks.</param>
internal sealed record ProcessStat(char State, ulong StartTicks, ulong CpuTicks)
{
    /// <summary>Clock ticks a second: 100 on every Linux that .NET runs on (USER_HZ).</summary>
    public const double TicksPerSecond = 100;

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive => State is not ('Z' or 'X');

    /// <summary>Reads a process's data; null when there is no such process.</summary>
    public static ProcessStat? Read(int pid)
    {
        if (ReadAll($"/proc/{pid}/stat") is not { } text)
        {
            return null;
        }

        // The second field is the program's name in parentheses, and may hold anything.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        ulong Field(int number) => ulong.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return new(fields[0][0], Field(22), Field(14) + Field(15) + Field(16) + Field(17));
    }

    /// <summary>The pids of a process and of all below it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var pids = new List<int> { root };
        for (var i = 0; i < pids.Count; i++)
        {
            foreach (var thread in Threads(pids[i]))
            {
                foreach (var child in (ReadAll($"{thread}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    pids.Add(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
        }

        return pids;
    }

    /// <summary>Resident memory of a process, now and at its highest, in bytes; null when it has ended.</summary>
    public static (long Now, long Peak)? Memory(int pid)
    {
        if (ReadAll($"/proc/{pid}/status") is not { } text)
        {
            return null;
        }

        return (Kibibytes(text, "VmRSS:") ?? 0, Kibibytes(text, "VmHWM:") ?? 0) is ( > 0, > 0) memory ? memory : null;
    }

    private static long? Kibibytes(string status, string name)
    {
        var at = status.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var value = status.AsSpan(at + name.Length).TrimStart();
        return long.Parse(value[..value.IndexOf(' ')], CultureInfo.InvariantCulture) * 1024;
    }

    private static string[] Threads(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task");
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string? ReadAll(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (IOException)
        {
            // It has ended: there is no file any more, or reading it says ESRCH.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
