using Slipway.Core.Errors;

namespace Slipway.Core.Containers;

/// <summary>Settings that cannot be used (code <c>settings.invalid</c>). It names every problem at once.</summary>
public sealed class InvalidSettingsException : SlipwayException
{
    /// <summary>Makes the error.</summary>
    /// <param name="problems">At least one problem.</param>
    public InvalidSettingsException(IReadOnlyList<SettingsProblem> problems)
        : base("settings.invalid", Describe(problems)) => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SettingsProblem> Problems { get; }

    private static string Describe(IReadOnlyList<SettingsProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 1
            ? $"The container settings can't be used: {problems[0]}"
            : $"The container settings can't be used, for {problems.Count} reasons:\n" + string.Join('\n', problems.Select(problem => $"  {problem}"));
    }
}
