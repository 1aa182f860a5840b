using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>Calls an engine's program.</summary>
internal sealed class EngineCli(Engine engine)
{
    /// <summary>The engine.</summary>
    public Engine Engine => engine;

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancellationToken">Ends the wait, and the program.</param>
    /// <param name="environment">More environment, by which values reach a container without standing on a command line.</param>
    /// <param name="workingDirectory">Where it runs; null for where LocalEcs does.</param>
    public async Task<CliResult> RunAsync(
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingDirectory = null)
    {
        var start = StartOf([engine.Program, .. engine.GlobalArguments, .. arguments]);
        start.RedirectStandardError = true;
        start.WorkingDirectory = workingDirectory ?? "";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="LocalEcsException">It failed.</exception>
    public async Task<string> OutputAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new LocalEcsException("LOCALECS_ENGINE_FAILED", $"'{engine.Name} {string.Join(' ', arguments)}' failed: {result.Reason}");
    }

    /// <summary>Starts a command whose two output streams come as one, in the order in which it wrote them.</summary>
    public Process StartMerged(IEnumerable<string> arguments) =>
        // Two pipes would lose the order; a shell gives the program one for both.
        Start(StartOf(["/bin/sh", "-c", "exec \"$0\" \"$@\" 2>&1", engine.Program, .. engine.GlobalArguments, .. arguments]));

    private ProcessStartInfo StartOf(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in engine.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private Process Start(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new LocalEcsException("LOCALECS_ENGINE_FAILED", $"{engine.Program} cannot be run: {exception.Message}", exception);
        }
    }
}
