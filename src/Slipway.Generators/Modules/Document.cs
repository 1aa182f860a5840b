namespace Slipway.Generators.Modules;

/// <summary>A .md file beside a source file.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">What it says, with line feeds as line ends.</param>
internal sealed record Document(string Path, string Text);
