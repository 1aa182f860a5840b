using System.Diagnostics;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Images;

/// <summary>A fixture that runs Debian's docker-registry on a loopback port of its own.</summary>
public sealed class LocalRegistry : IAsyncLifetime
{
    private const string ListeningOn = "listening on ";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-registry-").FullName;
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Host and port.</summary>
    public string Authority { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var program = Require.Command("docker-registry", "apt-get install docker-registry");
        var configuration = Path.Combine(_folder, "config.yml");
        await File.WriteAllTextAsync(configuration, $$"""
            version: 0.1
            log: { level: info }
            storage: { filesystem: { rootdirectory: {{_folder}}/data } }
            http: { addr: "127.0.0.1:0" }
            """);
        _process = new Process
        {
            StartInfo = new(program, ["serve", configuration]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("docker-registry ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Authority = await _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void OnLine(string? line)
    {
        if (line is not null && line.IndexOf(ListeningOn, StringComparison.Ordinal) is var at and >= 0)
            _listening.TrySetResult(line[(at + ListeningOn.Length)..].Split('"', ' ')[0]);
    }
}
