namespace Slipway.LocalEcs.Runtimes;

/// <summary>A line that a container wrote to its standard output or standard error.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Text">The line without its end.</param>
internal readonly record struct OutputLine(DateTimeOffset At, string Text);
