using System.Diagnostics;
using Slipway.TestKits;
using Slipway.Tests.Results;

namespace Slipway.Tests.Hosting;

/// <summary>A program of flows is killed by SIGKILL, and its run resumed by the id that it told.</summary>
public sealed class KilledRunTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_killed_run_is_resumed_by_the_id_that_its_first_line_told()
    {
        using var folder = new TemporaryFolder();
        using var deadline = new CancellationTokenSource(Deadline);
        string flowRunId;
        using (var killed = Start(folder.Path, "run", "killed-orders", "--folder", folder.Path))
        {
            var first = await killed.StandardError.ReadLineAsync(deadline.Token);
            flowRunId = first!.Split("flow run ")[1];
            var output = killed.StandardOutput.ReadLineAsync(deadline.Token);
            Assert.Equal("waiting to be killed", await output);
            killed.Kill();
            await killed.WaitForExitAsync(deadline.Token);
            Assert.Equal(137, killed.ExitCode);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", deadline.Token);
        using var resumed = Start(folder.Path, "run", "killed-orders", "--resume", flowRunId);
        var error = await resumed.StandardError.ReadToEndAsync(deadline.Token);
        await resumed.WaitForExitAsync(deadline.Token);
        Assert.True(resumed.ExitCode == 0, error);
        Assert.Contains("10 task runs (5 from recorded results)\n  result: 45\n", error, StringComparison.Ordinal);
        Assert.Equal("0 1 2 3 4 5 5 6 7 8 9", string.Join(' ', await File.ReadAllLinesAsync(Path.Combine(folder.Path, "ran"), deadline.Token)));
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        var program = Repository.Path("tests", "Slipway.KilledFlow", "bin", configuration, "net10.0", "Slipway.KilledFlow");
        return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }
}
