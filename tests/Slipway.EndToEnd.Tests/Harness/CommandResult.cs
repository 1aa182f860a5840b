using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>How a command ended.</summary>
public sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>Fails with all that the command said unless it ended with this exit code.</summary>
    public CommandResult Exited(int exitCode) => ExitCode == exitCode
        ? this
        : throw new XunitException($"slipway {CommandLine} ended with exit code {ExitCode}, not {exitCode}.\n--- standard output\n{Output}\n--- standard error\n{Error}");

    /// <summary>Standard output as one JSON object.</summary>
    public System.Text.Json.Nodes.JsonObject Json()
    {
        try
        {
            return System.Text.Json.Nodes.JsonNode.Parse(Output)!.AsObject();
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw new XunitException($"slipway {CommandLine} did not write one JSON object: {exception.Message}\n--- standard output\n{Output}\n--- standard error\n{Error}", exception);
        }
    }
}
