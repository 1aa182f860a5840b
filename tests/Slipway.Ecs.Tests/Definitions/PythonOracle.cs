using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.TestKits.Components;

namespace Slipway.Ecs.Tests.Definitions;

/// <summary>Asks a Python library that nobody here wrote.</summary>
internal static class PythonOracle
{
    /// <summary>Runs a script that reads JSON from its standard input and prints one line for each thing that is wrong.</summary>
    public static async Task<string[]> AskAsync(string module, string script, JsonNode input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Require.Python(module), ["-W", "ignore", "-c", script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.ToJsonString().AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
