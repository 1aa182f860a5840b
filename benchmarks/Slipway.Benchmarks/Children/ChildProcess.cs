using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Slipway.Benchmarks.Children;

/// <summary>Another process of this program, which can be killed and whose lines are read.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _errors = [];

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _lines.Writer.TryComplete();
            else
                _lines.Writer.TryWrite(line.Data);
        };
        process.BeginOutputReadLine();
        if (!process.StartInfo.RedirectStandardError)
            return;
        // Told only when it matters; read always, so that the process never waits for a reader.
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
    }

    /// <summary>The highest memory of the process so far, in bytes, as the kernel counts it.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>
    /// What only this process holds now, in bytes: anonymous and shared memory, without the mapped program files, which the kernel shares between
    /// processes and drops when it needs the room. Source: proc(5), RssAnon and RssShmem.
    /// </summary>
    public long OwnMemory =>
        File.ReadLines($"/proc/{_process.Id}/status")
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);

    public static ChildProcess Start(string mode, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(mode);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Start(start);
    }

    /// <summary>Another program.</summary>
    public static ChildProcess StartProgram(string program, string folder, params IReadOnlyList<string> arguments) =>
        Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder });

    /// <summary>What it wrote to standard error, of a program of its own.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Its lines, until it ends.</summary>
    public IAsyncEnumerable<string> LinesAsync(CancellationToken cancellationToken) => _lines.Reader.ReadAllAsync(cancellationToken);

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    private static ChildProcess Start(ProcessStartInfo start) => new(Process.Start(start) ?? throw new InvalidOperationException("The child process did not start."));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
