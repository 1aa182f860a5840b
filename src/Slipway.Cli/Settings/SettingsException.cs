using Slipway.Core.Errors;

namespace Slipway.Cli.Settings;

/// <summary>Settings that cannot be used. It names every problem at once, each with its place.</summary>
internal sealed class SettingsException : SlipwayException
{
    /// <summary>Makes the error.</summary>
    /// <param name="problems">At least one problem.</param>
    public SettingsException(IReadOnlyList<LocatedProblem> problems)
        : base(problems.Count == 1 ? problems[0].Code : "settings.invalid", Describe(problems)) => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<LocatedProblem> Problems { get; }

    private static string Describe(IReadOnlyList<LocatedProblem> problems) => problems.Count == 1
        ? problems[0].ToString()
        : $"The settings can't be used, for {problems.Count} reasons:\n" + string.Join('\n', problems);
}
