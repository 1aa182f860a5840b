using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Collects what is wrong, so that all of it is told at once.</summary>
internal sealed class ProblemList
{
    private readonly List<SettingsProblem> _problems = [];

    public IReadOnlyList<SettingsProblem> Problems => _problems;

    public void Add(string path, string code, string? message)
    {
        if (message is not null)
            _problems.Add(new SettingsProblem(path, code, message));
    }

    public void AddWhen(bool wrong, string path, string code, string message)
    {
        if (wrong)
            Add(path, code, message);
    }
}
