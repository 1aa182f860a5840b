using System.Runtime.InteropServices;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>Says when processes end that are not children of this one, by Linux's pidfd_open(2) and poll(2) on one thread.</summary>
internal sealed partial class ProcessExits : IDisposable
{
    private const int PidfdOpen = 434; // The same number on every architecture.
    private const int NoSuchProcess = 3;
    private const int Interrupted = 4;
    private const short PollIn = 1;
    private const int CloseOnExec = 0x80000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, TaskCompletionSource> _watched = [];
    private readonly int[] _wake = new int[2];
    private bool _disposed;

    /// <summary>Starts the thread.</summary>
    public ProcessExits()
    {
        if (Pipe(_wake, CloseOnExec) != 0)
        {
            throw new IOException($"pipe2 failed with error {Marshal.GetLastPInvokeError()}.");
        }

        new Thread(Run) { IsBackground = true, Name = "slipway-process-exits" }.Start();
    }

    /// <summary>Ends when the process has ended; at once when it has ended before. Cancelled when this object is disposed of.</summary>
    /// <param name="pid">A process that the caller knows to be the right one.</param>
    /// <exception cref="LocalEcsException">The kernel is older than 5.3.</exception>
    public Task WaitAsync(int pid)
    {
        var descriptor = (int)Syscall(PidfdOpen, pid, 0);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == NoSuchProcess
                ? Task.CompletedTask
                : throw new LocalEcsException(
                    "LOCALECS_KERNEL_TOO_OLD",
                    $"Linux cannot watch process {pid} (pidfd_open failed with error {error}). LocalEcs needs Linux 5.3 or later to run containers.");
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_disposed)
            {
                _ = Close(descriptor);
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            _watched.Add(descriptor, ended);
            Wake();
        }

        return ended.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                Wake();
            }
        }
    }

    private void Run()
    {
        while (true)
        {
            PollEntry[] entries;
            lock (_gate)
            {
                if (_disposed)
                {
                    End();
                    return;
                }

                entries = [new(_wake[0]), .. _watched.Keys.Select(descriptor => new PollEntry(descriptor))];
            }

            if (Poll(entries, (nuint)entries.Length, -1) < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException($"poll failed with error {Marshal.GetLastPInvokeError()}.");
            }

            if (entries[0].Seen != 0)
            {
                _ = Read(_wake[0], new byte[64], 64);
            }

            lock (_gate)
            {
                foreach (var entry in entries.Skip(1).Where(entry => entry.Seen != 0))
                {
                    if (_watched.Remove(entry.Descriptor, out var ended))
                    {
                        _ = Close(entry.Descriptor);
                        ended.SetResult();
                    }
                }
            }
        }
    }

    private void End()
    {
        foreach (var (descriptor, ended) in _watched)
        {
            _ = Close(descriptor);
            ended.SetCanceled();
        }

        _watched.Clear();
        _ = Close(_wake[0]);
        _ = Close(_wake[1]);
    }

    private void Wake() => _ = Write(_wake[1], [1], 1);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe([In, Out] int[] descriptors, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] PollEntry[] entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, [Out] byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry(int descriptor)
    {
        public int Descriptor = descriptor;
        public short Wanted = PollIn;
        public short Seen;
    }
}
