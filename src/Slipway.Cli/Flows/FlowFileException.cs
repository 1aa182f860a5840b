using Slipway.Cli.Settings;
using Slipway.Core.Errors;

namespace Slipway.Cli.Flows;

/// <summary>A flow that cannot be used. It names every problem at once, each with its place.</summary>
internal sealed class FlowFileException : SlipwayException
{
    /// <summary>Makes the error.</summary>
    /// <param name="problems">At least one problem.</param>
    public FlowFileException(IReadOnlyList<LocatedProblem> problems)
        : base(problems.Count == 1 ? problems[0].Code : "flow.invalid", Describe(problems)) => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<LocatedProblem> Problems { get; }

    private static string Describe(IReadOnlyList<LocatedProblem> problems) => problems.Count == 1
        ? problems[0].ToString()
        : $"The flow can't be used, for {problems.Count} reasons:\n" + string.Join('\n', problems);
}
