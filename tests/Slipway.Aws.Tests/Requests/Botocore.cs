using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Requests;

/// <summary>Asks botocore's published service models, in one run of Python for many documents.</summary>
internal static class Botocore
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The errors of each document, in order; none means that it fits.</summary>
    internal static async Task<IReadOnlyList<IReadOnlyList<string>>> ValidateAsync(IReadOnlyList<JsonObject> documents, CancellationToken cancellationToken)
    {
        var python = Require.Python("botocore");
        var script = Repository.Path("tests", "Slipway.Aws.Tests", "botocore", "validate.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        for (var i = 0; i < documents.Count; i++)
        {
            documents[i]["id"] = i;
            await process.StandardInput.WriteLineAsync(documents[i].ToJsonString().AsMemory(), cancellationToken);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, TimeProvider.System, cancellationToken);
        Assert.True(process.ExitCode == 0, $"validate.py failed:\n{await errors}");

        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(documents.Count, lines.Length);
        return [.. lines.Select(line => (IReadOnlyList<string>)[.. JsonDocument.Parse(line).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)])];
    }
}
