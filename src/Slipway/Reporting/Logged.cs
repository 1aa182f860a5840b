namespace Slipway.Reporting;

/// <summary>A line was logged.</summary>
/// <param name="TaskRunId">The task run, or null for the flow run.</param>
/// <param name="Level">The level's name, lower case: <c>information</c>.</param>
/// <param name="Category">The logger's category.</param>
/// <param name="Text">The formatted message, with the exception if there is one.</param>
public sealed record Logged(long? TaskRunId, string Level, string Category, string Text) : RunEvent;
