using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Core.Errors;

namespace Slipway.ContainerTasks;

/// <summary>
/// Runs containers by the <c>slipway run</c> command, which has the launcher, the settings and the AWS credentials: a program of flows itself needs no AWS
/// library. The command is that of the variable <c>SLIPWAY_COMMAND</c>, else <c>slipway</c> on the path; it finds slipway.yaml and <c>SLIPWAY_*</c> as on a shell.
/// </summary>
public sealed class SlipwayCommand : IContainerRunner
{
    /// <summary>The variable that names the command.</summary>
    public const string CommandVariable = "SLIPWAY_COMMAND";

    // A program's own Ctrl-C reaches its children too; they are told to stop by it alone.
    private const string CtrlCVariable = "SLIPWAY_IGNORE_CTRL_C";
    private const int SigTerm = 15;

    private readonly string _command;

    /// <summary>Runs containers by a command.</summary>
    /// <param name="command">The path of a <c>slipway</c> command, or a name that is on the path.</param>
    public SlipwayCommand(string command)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        _command = command;
    }

    /// <summary>The command that this process's variables name.</summary>
    public static SlipwayCommand OfThisProcess { get; } =
        new(Environment.GetEnvironmentVariable(CommandVariable) is { Length: > 0 } named ? named : "slipway");

    /// <inheritdoc/>
    /// <exception cref="SlipwayException">
    /// <c>container.no-command</c>: there is no such command here. Any other code: what the command said before it ended without launching.
    /// </exception>
    public async Task<ContainerEnd> RunAsync(ContainerLaunch launch, IContainerListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentNullException.ThrowIfNull(listener);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Directory.CreateTempSubdirectory("slipway-run-").FullName;
        try
        {
            var report = new CommandReport(Path.Combine(folder, "report.json"), Path.Combine(folder, "result.json"));
            using var process = Start(launch, report);
            var gate = new Lock();
            var lines = ReadAsync(process.StandardOutput, line =>
            {
                lock (gate)
                    listener.Line(line);
            });
            var words = new CommandWords();
            var news = ReadAsync(process.StandardError, line =>
            {
                lock (gate)
                    listener.News(words.Hear(line));
            });
            await using (cancellationToken.UnsafeRegister(static started => Stop((Process)started!), process))
                await Task.WhenAll(process.WaitForExitAsync(CancellationToken.None), lines, news);
            cancellationToken.ThrowIfCancellationRequested();
            return report.Read(launch) ?? throw words.Error(_command, process.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Process Start(ContainerLaunch launch, CommandReport report)
    {
        var start = new ProcessStartInfo(_command) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment[CtrlCVariable] = "1";
        foreach (var argument in Arguments(launch, report))
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new SlipwayException(
                "container.no-command",
                $"{launch.Image} can't be run: there is no command '{_command}' here ({exception.Message}). Install the slipway command, or name it by {CommandVariable}.",
                exception);
        }
    }

    private static IEnumerable<string> Arguments(ContainerLaunch launch, CommandReport report)
    {
        var options = launch.Options;
        yield return "run";
        yield return launch.Image;
        yield return $"--launch-id={launch.Id}";
        yield return $"--report={report.Path}";
        if (launch.WantsResult)
            yield return $"--result={report.ResultPath}";
        foreach (var (name, value) in options.Env)
            yield return $"--env={name}={value}";
        foreach (var (name, reference) in options.Secrets)
            yield return $"--secret={name}={reference}";
        if (options.Cpu is { } cpu)
            yield return string.Create(CultureInfo.InvariantCulture, $"--cpu={cpu}");
        if (options.Memory is { } memory)
            yield return $"--memory={memory}";
        if (options.Timeout is { } timeout)
            yield return string.Create(CultureInfo.InvariantCulture, $"--timeout={Math.Ceiling(timeout.TotalSeconds)}s");
        if (launch.Command is not { } command)
            yield break;
        yield return "--";
        foreach (var word in command)
            yield return word;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> hear)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            hear(line);
    }

    private static void Stop(Process process)
    {
        // Ended and reaped already: the number may be somebody else's by now.
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            _ = Kill(process.Id, SigTerm);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
