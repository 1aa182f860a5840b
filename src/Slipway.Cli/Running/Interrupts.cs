using System.Runtime.InteropServices;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Running;

/// <summary>Hears Ctrl-C and SIGTERM, the first and the second one. While it lives, they do not end the process by themselves.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>A variable: <c>1</c> leaves Ctrl-C to the program that started this one, which hears it too and says by SIGTERM what is to become of the ECS task.</summary>
    private const string IgnoreVariable = "SLIPWAY_IGNORE_CTRL_C";

    /// <summary>Begins to hear.</summary>
    public Interrupts(CliContext context)
    {
        var ignored = context.Variable(IgnoreVariable) == "1";
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, raised =>
            {
                raised.Cancel = true;
                if (!ignored || signal != PosixSignal.SIGINT)
                    Raise(signal);
            }));
        }
    }

    /// <summary>The first signal; null while there was none.</summary>
    public PosixSignal? Signal { get; private set; }

    /// <summary>Ends with the first signal.</summary>
    public Task First => _first.Task;

    /// <summary>Ends with the second signal.</summary>
    public Task Second => _second.Task;

    /// <summary>The exit code that the first signal stands for.</summary>
    public int ExitCode => Signal == PosixSignal.SIGINT ? ExitCodes.Interrupted : ExitCodes.Terminated;

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Raise(PosixSignal signal)
    {
        if (Interlocked.Increment(ref _count) == 1)
        {
            Signal = signal;
            _first.TrySetResult();
        }
        else
        {
            _second.TrySetResult();
        }
    }
}
