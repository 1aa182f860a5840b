using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>Where each value of a document stands.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, Origin> _places = new(StringComparer.Ordinal);

    /// <summary>Notes the places of a document.</summary>
    public Places(SettingsMap content) => content.Locate(SettingsPath.Root, _places);

    /// <summary>Whether the document says something there.</summary>
    public bool Has(string path) => _places.ContainsKey(path);

    /// <summary>A problem with its place, as a sentence.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="fallback">The place of what is said nowhere.</param>
    public LocatedProblem Locate(SettingsProblem problem, Origin fallback)
    {
        var name = problem.Path.StartsWith("$.", StringComparison.Ordinal) ? problem.Path[2..] : problem.Path;
        var message = problem.Message.EndsWith('.') || problem.Message.EndsWith('?') ? problem.Message : problem.Message + ".";
        return new LocatedProblem(Of(problem.Path, fallback), problem.Code, name == SettingsPath.Root ? message : $"{name} {message}");
    }

    // A problem about something absent stands at what should hold it.
    private Origin Of(string path, Origin fallback)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (_places.TryGetValue(at, out var place))
                return place;
        }

        return fallback;
    }
}
