namespace Slipway.Cli.CommandLine;

/// <summary>An example for <c>--help</c> and the reference.</summary>
/// <param name="CommandLine">What to type.</param>
/// <param name="Meaning">What it does, in one line.</param>
internal sealed record Example(string CommandLine, string Meaning);
