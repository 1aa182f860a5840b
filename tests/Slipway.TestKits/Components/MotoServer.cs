using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Slipway.TestKits.Components;

/// <summary>
/// A fixture that runs <c>moto_server</c>, the independent AWS stand-in, on a loopback port of its own. Use it with
/// <c>IClassFixture&lt;MotoServer&gt;</c> and <c>[Trait("needs", "aws-standin")]</c>.
/// </summary>
public sealed class MotoServer : IAsyncLifetime
{
    /// <summary>The account that moto plays.</summary>
    public const string AccountId = "123456789012";

    private const string ListeningOn = "Running on ";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Where it answers, for every service.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>What it wrote so far, for failure messages.</summary>
    public string Output => string.Join('\n', _output);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var program = Require.MotoServer();
        var start = new ProcessStartInfo(program, ["-H", "127.0.0.1", "-p", "0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONUNBUFFERED"] = "1", ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "false" },
        };

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"moto_server ended before it listened:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        try
        {
            Endpoint = await _listening.Task.WaitAsync(StartDeadline, TimeProvider.System);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"moto_server did not listen within {StartDeadline.TotalSeconds:0} s:\n{Output}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        // Werkzeug says so once the socket listens, with the port that the system chose.
        var at = line.IndexOf(ListeningOn, StringComparison.Ordinal);
        if (at >= 0)
            _listening.TrySetResult(new Uri(line[(at + ListeningOn.Length)..].Trim()));
    }
}
