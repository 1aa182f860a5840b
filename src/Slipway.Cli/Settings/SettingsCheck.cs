using Slipway.Core.Containers;
using Slipway.Core.Text;

namespace Slipway.Cli.Settings;

/// <summary>Finds all that is wrong with a slipway.yaml.</summary>
internal sealed class SettingsCheck
{
    private readonly List<LocatedProblem> _problems = [];
    private readonly Places _places;

    private SettingsCheck(SettingsMap content) => _places = new Places(content);

    /// <summary>Checks a whole document.</summary>
    /// <returns>The problems in the order of the document.</returns>
    public static IReadOnlyList<LocatedProblem> Document(SettingsMap content)
    {
        var check = new SettingsCheck(content);
        check.Section(content, SettingsPath.Root, SettingsMembers.AtTop, "slipway.yaml");
        if (content[SettingsMembers.Environment] is { } environment and not SettingsScalar)
            check.Wrong(environment.Origin, "'environment' names one environment, such as dev. The environments themselves stand under 'environments'.");

        var environments = check.MapOf(content, SettingsMembers.Environments, "a map from names to settings, such as {dev: {cluster: analytics-dev}}");
        foreach (var entry in environments?.Entries ?? [])
        {
            var path = SettingsPath.Member(SettingsPath.Member(SettingsPath.Root, SettingsMembers.Environments), entry.Name);
            if (entry.Value is SettingsMap section)
                check.Section(section, path, SettingsMembers.InEnvironment, $"environment '{entry.Name}'");
            else if (entry.Value is not SettingsScalar { IsNull: true })
                check.Wrong(entry.Value.Origin, $"environment '{entry.Name}' is a map of settings, such as {{cluster: analytics-dev}}.");
        }

        return [.. check._problems.OrderBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)];
    }

    /// <summary>Checks values that came from variables and flags, or after merging.</summary>
    public static IReadOnlyList<LocatedProblem> Merged(SettingsMap content)
    {
        var check = new SettingsCheck(content);
        check.Section(content, SettingsPath.Root, SettingsMembers.AtTop, "the settings");
        return check._problems;
    }

    private void Section(SettingsMap section, string path, IReadOnlyList<string> known, string what)
    {
        foreach (var entry in section.Entries.Where(entry => !known.Contains(entry.Name)))
            _problems.Add(new LocatedProblem(entry.NameOrigin, "settings.unknown-member", Unknown(entry.Name, known, what)));

        foreach (var member in SettingsMembers.Common.Where(member => member.IsText))
        {
            if (section[member.Name] is not { } value)
                continue;
            if (value is not SettingsScalar scalar)
                Wrong(value.Origin, $"'{member.Name}' is one value, not {(value is SettingsMap ? "a map" : "a list")}.");
            else if (member.Problem(scalar.Text) is { } problem)
                _problems.Add(new LocatedProblem(value.Origin, "settings.bad-value", $"{member.Name}: {problem}."));
        }

        Container(section.Only(SettingsMembers.ContainerSettings), path);
        if (MapOf(section, SettingsMembers.Defaults, "a map of container settings, such as {cpu: 0.5, memory: 1 GiB}") is { } defaults)
            Container(defaults, SettingsPath.Member(path, SettingsMembers.Defaults));
        foreach (var entry in MapOf(section, SettingsMembers.Containers, "a map from images to container settings, such as {dbt-model: {memory: 2 GiB}}")?.Entries ?? [])
        {
            if (entry.Value is SettingsMap settings)
                Container(settings, SettingsPath.Member(SettingsPath.Member(path, SettingsMembers.Containers), entry.Name));
            else if (entry.Value is not SettingsScalar { IsNull: true })
                Wrong(entry.Value.Origin, $"'{entry.Name}' is a map of container settings, such as {{memory: 2 GiB}}.");
        }
    }

    private SettingsMap? MapOf(SettingsMap section, string name, string what)
    {
        var value = section[name];
        if (value is not null and not SettingsMap)
            Wrong(value.Origin, $"'{name}' is {what}.");
        return value as SettingsMap;
    }

    private void Container(SettingsMap settings, string path)
    {
        foreach (var problem in ContainerSettingsReader.Read(settings.ToJson(), path).Problems)
            _problems.Add(_places.Locate(problem, settings.Origin));
    }

    private void Wrong(Origin place, string message) => _problems.Add(new LocatedProblem(place, "settings.wrong-type", message));

    private static string Unknown(string name, IReadOnlyList<string> known, string what)
    {
        var hint = Spelling.Hint(name, known);
        return hint.Length > 0
            ? $"{what} has no member '{name}'.{hint}"
            : $"{what} has no member '{name}'. It may have: {string.Join(", ", known)}. Settings of containers, such as cpu, go under 'defaults' or 'containers'.";
    }
}
