using System.Diagnostics;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>Runs a program that somebody else wrote against LocalEcs: the AWS CLI, or Python with boto3.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Runs it, with the settings that make it talk to a LocalEcs.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        LocalEcsHost host, string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        RunAsync(host.Server.Endpoint, host.Server.AccessKeyId, host.Server.SecretAccessKey, program, arguments, environment);

    /// <summary>Runs it against an endpoint.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Uri endpoint, string accessKeyId, string secretAccessKey, string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_ENDPOINT_URL"] = endpoint.ToString().TrimEnd('/');
        start.Environment["AWS_ACCESS_KEY_ID"] = accessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end within {Deadline}.", exception);
        }

        return (process.ExitCode, await output, await errors);
    }
}
