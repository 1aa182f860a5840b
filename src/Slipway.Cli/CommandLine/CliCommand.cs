using System.CommandLine;

namespace Slipway.Cli.CommandLine;

/// <summary>A command with what its help page needs.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Examples, the most common first.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>What may follow <c>--</c>, as the usage line shows it; null when nothing may.</summary>
    public string? AfterDashes { get; init; }

    /// <summary>More to know, in sentences, shown below the options; null when there is nothing.</summary>
    public string? Remarks { get; init; }
}
