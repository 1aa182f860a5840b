namespace Slipway.Cli.Demo;

/// <summary>A row of the table at the end.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Calls">The AWS calls it cost.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DemoStep(string Name, string Result, AwsCalls Calls, TimeSpan Elapsed);
