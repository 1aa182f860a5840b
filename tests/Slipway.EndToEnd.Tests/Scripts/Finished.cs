namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary>How a process ended.</summary>
internal sealed record Finished(string CommandLine, int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of the output.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    /// <summary>Fails with everything that the process wrote when it ended otherwise.</summary>
    public Finished ShouldEndWith(int exitCode)
    {
        if (ExitCode != exitCode)
            Assert.Fail($"{this}\nshould have ended with {exitCode}.");
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"$ {CommandLine}\n{Output}{Errors}(exit code {ExitCode})";
}
