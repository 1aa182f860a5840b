using System.Runtime.InteropServices;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>Sends signals.</summary>
internal static partial class ProcessSignals
{
    private const int Kill = 9;
    private const int Term = 15;

    /// <summary>SIGTERM to one process. One that has ended is no error.</summary>
    public static void Terminate(ProcessIdentity process) => Send(process, Term);

    /// <summary>SIGKILL to one process. One that has ended is no error.</summary>
    public static void End(ProcessIdentity process) => Send(process, Kill);

    /// <summary>SIGKILL to a process that leads its group, and to the group. One that has ended is no error.</summary>
    public static void EndGroup(ProcessIdentity leader)
    {
        if (leader.IsAlive)
        {
            _ = SendSignal(-leader.Pid, Kill);
        }
    }

    private static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsAlive)
        {
            _ = SendSignal(process.Pid, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
