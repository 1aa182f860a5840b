using System.Diagnostics;
using Slipway.TestKits;

namespace Slipway.Generators.Tests.Packages;

/// <summary>The Slipway package, made from this source into a feed of its own, and a folder whose projects know nothing of this repository.</summary>
public sealed class PackedSlipway : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Unlike any before, so that no cache answers with an older package.</summary>
    public string Version { get; } = $"0.0.1-test.{Environment.ProcessId}.{Stopwatch.GetTimestamp()}";

    public string Folder { get; } = Repository.Path(".cache", "fresh-projects", Guid.NewGuid().ToString("N"));

    public string Feed => Path.Combine(Folder, "feed");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Build.targets"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Packages.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Folder, ".editorconfig"), "root = true\n");
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "nuget.config"),
            "<configuration><packageSources><add key=\"local\" value=\"feed\" /></packageSources></configuration>");
        await DotnetAsync(
            Repository.Root, "pack", Repository.Path("src", "Slipway"), "-c", "Release", "-o", Feed, "--artifacts-path", Path.Combine(Folder, "artifacts"), $"-p:Version={Version}", "-v", "quiet", "-nologo");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var unpacked = Path.Combine(packages, "slipway", Version);
        if (Directory.Exists(unpacked))
            Directory.Delete(unpacked, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs dotnet in a folder and returns what it printed; a code other than 0 fails the test with it.</summary>
    public static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // What this test's own build was started with says nothing of a user's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && !name.Equals("MSBUILDDISABLENODEREUSE", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var text = await output + await errors;
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
    }
}
