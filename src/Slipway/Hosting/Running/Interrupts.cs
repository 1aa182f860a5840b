using System.Runtime.InteropServices;
using Slipway.Hosting.CommandLine;

namespace Slipway.Hosting.Running;

/// <summary>Hears Ctrl-C and SIGTERM, the first and the second one. While it lives, they do not end the process by themselves.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Begins to hear.</summary>
    public Interrupts()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Raise(signal);
            }));
        }
    }

    /// <summary>Ends with the first signal.</summary>
    public Task First => _first.Task;

    /// <summary>Ends with the second signal.</summary>
    public Task Second => _second.Task;

    /// <summary>The exit code that the first signal stands for; null while there was none.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    /// <summary>A signal came.</summary>
    internal void Raise(PosixSignal signal)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            _second.TrySetResult();
            return;
        }

        ExitCode = signal == PosixSignal.SIGINT ? HostExitCodes.Interrupted : HostExitCodes.Terminated;
        _first.TrySetResult();
    }
}
