using System.Diagnostics;
using System.Text;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A real <c>slipway</c> process. Its output is kept, and can be waited for.</summary>
public sealed class SlipwayCommand : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Signal)> _waiters = [];
    private readonly Lock _gate = new();
    private readonly Task _reading;

    private SlipwayCommand(Process process, string commandLine)
    {
        _process = process;
        _commandLine = commandLine;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    /// <summary>The program that the solution's build made, in the tests' own configuration.</summary>
    public static string ProgramPath { get; } = FindProgram();

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_gate)
                return _output.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (_gate)
                return _error.ToString();
        }
    }

    public static SlipwayCommand Start(string folder, IReadOnlyDictionary<string, string> variables, IEnumerable<string> arguments, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? ProgramPath)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // What the tester's shell knows of AWS and Slipway must not decide what these tests see.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("SLIPWAY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var process = Process.Start(start) ?? throw new XunitException($"{start.FileName} could not be started.");
        process.StandardInput.Close();
        return new SlipwayCommand(process, string.Join(' ', start.ArgumentList));
    }

    /// <summary>Waits for the process's end and the end of its output.</summary>
    public async Task<CommandResult> EndAsync(TimeSpan? deadline = null)
    {
        using var cancel = new CancellationTokenSource(deadline ?? Deadline);
        try
        {
            await _process.WaitForExitAsync(cancel.Token);
            await _reading.WaitAsync(cancel.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new XunitException($"slipway {_commandLine} did not end in time.{Told()}", exception);
        }

        return new CommandResult(_commandLine, _process.ExitCode, Output, Error);
    }

    /// <summary>Waits until standard error holds a text.</summary>
    public Task ErrorAsync(string text) => WaitAsync(() => Error.Contains(text, StringComparison.Ordinal), $"'{text}' on standard error");

    /// <summary>Waits until standard output holds a text.</summary>
    public Task OutputAsync(string text) => WaitAsync(() => Output.Contains(text, StringComparison.Ordinal), $"'{text}' on standard output");

    /// <summary>Sends a signal by name: <c>TERM</c>, <c>INT</c>, <c>KILL</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task WaitAsync(Func<bool> condition, string what)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition())
                return;
            _waiters.Add((condition, signal));
        }

        var ended = await Task.WhenAny(signal.Task, _reading, Task.Delay(Deadline));
        if (ended != signal.Task && !condition())
            throw new XunitException($"slipway {_commandLine}: waited for {what} in vain.{Told()}");
    }

    private async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_gate)
            {
                into.Append(buffer, 0, count);
                foreach (var waiter in _waiters.Where(waiter => waiter.Condition()))
                    waiter.Signal.TrySetResult();
            }
        }
    }

    private string Told() => $"\n--- standard output\n{Output}\n--- standard error\n{Error}";

    private static string FindProgram()
    {
        // tests/X/bin/CONFIGURATION/net10.0 → src/Slipway.Cli/bin/CONFIGURATION/net10.0
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        var path = TestKits.Repository.Path("src", "Slipway.Cli", "bin", configuration, "net10.0", "slipway");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build src/Slipway.Cli first.");
    }
}
