namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>Says which parts of <c>--help</c> a test uses for real. <c>HelpCoverageTests</c> holds the help pages against all of these.</summary>
/// <param name="command">The command without <c>slipway</c>: <c>run</c>, <c>revisions list</c>; empty for slipway itself.</param>
/// <param name="options">The long names of its options that the test uses.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CoversAttribute(string command, params string[] options) : Attribute
{
    public string Command { get; } = command;

    public IReadOnlyList<string> Options { get; } = options;
}
