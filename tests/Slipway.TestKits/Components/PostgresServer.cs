using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Slipway.TestKits.Components;

/// <summary>
/// A fixture that runs a PostgreSQL of its own in a temporary folder, reached by a socket there and by no port. Use it with <c>IClassFixture&lt;PostgresServer&gt;</c>
/// and <c>[Trait("needs", "postgresql")]</c>.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Ready = "database system is ready to accept connections";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _folder = "";
    private Process? _process;

    /// <summary>How Npgsql reaches it. It asks for no password.</summary>
    public string ConnectionString => $"Host={_folder};Username=postgres;Database=postgres;Pooling=false";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var programs = Require.Postgres();
        _folder = Directory.CreateTempSubdirectory("slipway-pg-").FullName;
        // PostgreSQL refuses to run as root; Debian's package makes a user for it.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (user.Length > 0)
            await EndAsync(Start(["chown", "postgres", _folder]));
        var data = Path.Combine(_folder, "data");
        await EndAsync(Start([.. user, Path.Combine(programs, "initdb"), "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", data]));
        _process = Start([.. user, Path.Combine(programs, "postgres"), "-D", data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off"]);
        try
        {
            await _listening.Task.WaitAsync(StartDeadline, TimeProvider.System);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"PostgreSQL was not ready within {StartDeadline.TotalSeconds:0} s:\n{string.Join('\n', _output)}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // Its children end when it does.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    private Process Start(string[] command)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" },
        };
        process.OutputDataReceived += (_, line) => OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task EndAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}:\n{string.Join('\n', _output)}");
        }
    }

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line.Contains(Ready, StringComparison.Ordinal))
            _listening.TrySetResult();
    }
}
