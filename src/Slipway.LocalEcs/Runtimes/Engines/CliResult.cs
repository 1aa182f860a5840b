namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>How a call of an engine's program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of the errors, which says what went wrong; earlier ones are warnings.</summary>
    public string Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 ? $"it ended with exit code {ExitCode} and no message" : lines[^1];
        }
    }
}
