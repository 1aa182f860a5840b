using System.Diagnostics;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

/// <summary>Prepares the stand-in with boto3, for what the clients under test cannot do themselves.</summary>
internal static class Boto3
{
    /// <summary>Runs a script in which <c>client(name)</c> makes a boto3 client, and returns what it printed.</summary>
    internal static async Task<string> RunAsync(MotoServer moto, string script, CancellationToken cancellationToken)
    {
        var preamble = $"""
            import base64, hashlib, io, json, zipfile
            import boto3
            def client(name):
                return boto3.client(name, endpoint_url="{moto.Endpoint}", region_name="eu-central-1", aws_access_key_id="test", aws_secret_access_key="test")

            """;
        using var process = Process.Start(new ProcessStartInfo(Require.Python("boto3"), ["-c", preamble + script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"The boto3 script failed:\n{await errors}");
        return output.Trim();
    }
}
