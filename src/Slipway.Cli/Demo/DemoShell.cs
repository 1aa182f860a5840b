using System.Diagnostics;
using System.Text;

namespace Slipway.Cli.Demo;

/// <summary>Runs the demo's command lines as real processes, and shows each with what it writes.</summary>
/// <param name="folder">Where they run, and keep their state.</param>
/// <param name="output">Where they are shown.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoShell(DemoFolder folder, DemoOutput output, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private const string OwnWords = "slipway: ";

    /// <summary>Runs the slipway command.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="whole">Whether the container's log is shown, too; else how many lines it had.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<CommandResult> SlipwayAsync(IReadOnlyList<string> arguments, bool whole, CancellationToken cancellationToken) =>
        RunAsync(OwnProgram.CommandLine(), "slipway", arguments, null, whole, cancellationToken);

    /// <summary>Runs the slipway command, and kills it as soon as it has written a line with <paramref name="text"/>.</summary>
    public Task<CommandResult> SlipwayKilledAtAsync(string text, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(OwnProgram.CommandLine(), "slipway", arguments, text, whole: true, cancellationToken);

    /// <summary>Runs another program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="shownAs">How its name is shown.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<CommandResult> ProgramAsync(string program, string shownAs, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync([program], shownAs, arguments, null, whole: true, cancellationToken);

    /// <summary>Runs another program, and leaves out what it writes.</summary>
    public Task<CommandResult> QuietProgramAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync([program], program, arguments, null, whole: false, cancellationToken);

    private async Task<CommandResult> RunAsync(
        IReadOnlyList<string> program, string shownAs, IReadOnlyList<string> arguments, string? killAt, bool whole, CancellationToken cancellationToken)
    {
        var shown = string.Join(' ', [shownAs, .. arguments.Select(Quote)]);
        output.Command(shown);
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Work,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SLIPWAY_", StringComparison.Ordinal) || name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["SLIPWAY_STATE_DIR"] = folder.State;

        using var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var onStop = stop.Token.Register(static process => End((Process)process!), process);

        // The object of --json is for programs, this one here: it is read, and not shown.
        var json = arguments.Contains("--json", StringComparer.Ordinal);
        var text = new StringBuilder();
        var left = 0;
        await Task.WhenAll(
            ReadAsync(process.StandardOutput, line =>
            {
                text.AppendLine(line);
                if (!json && (whole || line.StartsWith(OwnWords, StringComparison.Ordinal)))
                    output.Echo(line);
            }),
            ReadAsync(process.StandardError, line =>
            {
                if (whole || line.StartsWith(OwnWords, StringComparison.Ordinal))
                    output.Echo(line);
                else
                    left++;
                KillAt(process, killAt, line);
            }));
        if (left > 0)
            output.Echo($"({left} lines of the container's log)");
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.IsCancellationRequested)
            throw new DemoException("demo.claim", $"'{shown}' did not end within {Deadline.TotalSeconds:0} s, and was ended.");
        return new CommandResult(shown, process.ExitCode, text.ToString());
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } text)
            line(text);
    }

    // SIGKILL, as the kernel or a pulled plug would end it: nothing of it can react.
    private static void KillAt(Process process, string? text, string line)
    {
        if (text is not null && line.Contains(text, StringComparison.Ordinal))
            End(process);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=,@".Contains(character, StringComparison.Ordinal)) ? argument : $"'{argument}'";
}
