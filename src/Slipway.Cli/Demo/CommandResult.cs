using System.Text.Json;

namespace Slipway.Cli.Demo;

/// <summary>How a command line ended.</summary>
/// <param name="CommandLine">What was typed.</param>
/// <param name="ExitCode">Its exit code; 137 when it was killed.</param>
/// <param name="Output">Its standard output.</param>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output)
{
    /// <summary>The one JSON object of <c>--json</c>.</summary>
    /// <exception cref="DemoException">There is none.</exception>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new DemoException("demo.claim", $"'{CommandLine}' should have ended with one JSON object, and wrote: {Output.Trim()} ({exception.Message})");
        }
    }
}
