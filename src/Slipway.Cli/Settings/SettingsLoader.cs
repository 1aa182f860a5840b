using Slipway.Cli.CommandLine;
using Slipway.Core.Text;

namespace Slipway.Cli.Settings;

/// <summary>Finds the settings, and puts them together: flags over variables over the environment's section over the top level over what is built in.</summary>
internal static class SettingsLoader
{
    private const string FileVariable = "SLIPWAY_SETTINGS";
    private const string EnvironmentVariable = "SLIPWAY_ENVIRONMENT";
    private const string Prefix = "SLIPWAY_";

    // With any of these the machine brings credentials of its own: a pipeline, a container, a workload with a web identity.
    private static readonly string[] MachineCredentials =
        ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

    private static readonly HashSet<string> ProfileAlone = new(StringComparer.Ordinal) { "profile" };

    /// <summary>Loads the settings of one environment.</summary>
    /// <exception cref="SettingsException">Everything that is wrong with them.</exception>
    /// <param name="context">The process.</param>
    /// <param name="flags">What the command line says.</param>
    /// <param name="withFile">Whether a slipway.yaml counts.</param>
    public static LoadedSettings Load(CliContext context, SettingsFlags flags, bool withFile = true)
    {
        var file = withFile ? ReadFile(context, flags) : null;
        var environment = ChooseEnvironment(context, flags, file);
        var sections = file?.Content[SettingsMembers.Environments] as SettingsMap;
        var section = sections?[environment.Value] as SettingsMap;
        var isLocal = environment.Value == LocalEnvironment.Name;
        if (section is null && !isLocal && sections?.Entries.All(entry => entry.Name != environment.Value) != false && environment.Value != LoadedSettings.NoEnvironment)
            throw UnknownEnvironment(environment, file, sections);

        var stated = file?.Content.Only(SettingsMembers.InEnvironment.ToHashSet(StringComparer.Ordinal)) ?? Empty();
        if (!isLocal)
            stated = Put(stated, AwsVariables(context));
        else
            stated = Put(LocalEnvironment.Settings(StateFolder.Of(context)), stated.Without(LocalEnvironment.Meaningless));
        if (section is not null)
            stated = Put(section, stated);

        if (isLocal)
            LocalEnvironment.Check(Put(Flags(flags), section ?? Empty()));
        // A shell set up for AWS says nothing of this machine.
        var outer = isLocal ? Flags(flags) : Put(Flags(flags), Variables(context));
        var merged = Put(outer, stated);
        if (!isLocal)
            merged = WithoutUnusedProfile(merged, context);
        merged = Put(merged, BuiltIn(context));

        var problems = SettingsCheck.Merged(outer);
        if (problems.Count > 0)
            throw new SettingsException(problems);
        return new LoadedSettings(environment, file, merged, StateFolder.Of(context)) { UnknownVariables = Unknown(context) };
    }

    private static SettingsFile? ReadFile(CliContext context, SettingsFlags flags)
    {
        var named = flags.File ?? context.Variable(FileVariable);
        if (named is not null)
            return SettingsFile.Read(Path.GetFullPath(named, context.WorkingDirectory), context.WorkingDirectory);
        return SettingsFile.Find(context.WorkingDirectory) is { } found ? SettingsFile.Read(found, context.WorkingDirectory) : null;
    }

    private static Setting<string> ChooseEnvironment(CliContext context, SettingsFlags flags, SettingsFile? file)
    {
        if (flags.Environment is { } flag)
            return new Setting<string>(flag, Origin.Flag("--environment"));
        if (context.Variable(EnvironmentVariable) is { } variable)
            return new Setting<string>(variable, Origin.Variable(EnvironmentVariable));
        if (file?.Content[SettingsMembers.Environment] is SettingsScalar stated)
            return new Setting<string>(stated.Text, stated.Origin);

        var entries = (file?.Content[SettingsMembers.Environments] as SettingsMap)?.Entries ?? [];
        return entries.Count switch
        {
            0 => new Setting<string>(LoadedSettings.NoEnvironment, Origin.Default),
            1 => new Setting<string>(entries[0].Name, entries[0].NameOrigin),
            _ => throw new SettingsException([new LocatedProblem(
                file!.Content.Entries.First(entry => entry.Name == SettingsMembers.Environments).NameOrigin,
                "settings.no-environment",
                $"There are {entries.Count} environments ({string.Join(", ", entries.Select(entry => entry.Name))}) and none is chosen. "
                + $"Use --environment, {EnvironmentVariable}, or a line 'environment: {entries[0].Name}' in the file.")]),
        };
    }

    private static SettingsException UnknownEnvironment(Setting<string> environment, SettingsFile? file, SettingsMap? sections)
    {
        var known = (sections?.Entries.Select(entry => entry.Name) ?? []).Append(LocalEnvironment.Name).Distinct(StringComparer.Ordinal).ToList();
        var where = file is null ? $"there is no {SettingsFile.Name} here or above" : $"{file.Path} has {string.Join(", ", known)}";
        return new SettingsException([new LocatedProblem(
            environment.Origin,
            "settings.unknown-environment",
            $"There is no environment '{environment.Value}': {where}.{Spelling.Hint(environment.Value, known)}"
            + (file is null ? " 'slipway init' writes one; '-e local' needs none." : ""))]);
    }

    private static SettingsMap Variables(CliContext context) => Stated(
        member => member.Variable is { } name && context.Variable(name) is { } text ? (text, Origin.Variable(name)) : null);

    private static SettingsMap AwsVariables(CliContext context) => Stated(
        member => member.AwsVariables.FirstOrDefault(name => context.Variable(name) is not null) is { } name ? (context.Variable(name)!, Origin.Variable(name)) : null);

    private static SettingsMap Flags(SettingsFlags flags) => Stated(
        member => member.Flag is { } name && flags.Values.TryGetValue(name, out var text) ? (text, Origin.Flag(name)) : null);

    private static SettingsMap BuiltIn(CliContext context) => new(
        [
            Entry("cluster", "default"),
            Entry("ledger", $"sqlite:{Path.Combine(StateFolder.Of(context), "ledger.db")}"),
        ],
        Origin.Default);

    private static SettingsMap WithoutUnusedProfile(SettingsMap merged, CliContext context) =>
        merged["profile"] is { Origin.Kind: OriginKind.File } && MachineCredentials.Any(name => context.Variable(name) is not null)
            ? merged.Without(ProfileAlone)
            : merged;

    private static IReadOnlyList<string> Unknown(CliContext context)
    {
        var known = SettingsMembers.Common.Select(member => member.Variable).OfType<string>().Concat(SettingsMembers.OtherVariables).ToHashSet(StringComparer.Ordinal);
        return [.. context.Variables.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name)).Order(StringComparer.Ordinal)];
    }

    private static SettingsMap Stated(Func<SettingsMember, (string Text, Origin Origin)?> say)
    {
        var entries = new List<SettingsEntry>();
        foreach (var member in SettingsMembers.Common)
        {
            if (say(member) is { } said)
                entries.Add(new SettingsEntry(member.Name, said.Origin, member.FromText(said.Text, said.Origin)));
        }

        return new SettingsMap(entries, Origin.Default);
    }

    private static SettingsEntry Entry(string name, string value) => new(name, Origin.Default, new SettingsScalar(value, true, Origin.Default));

    private static SettingsMap Empty() => new([], Origin.Default);

    private static SettingsMap Put(SettingsMap stronger, SettingsMap weaker) => (SettingsMap)stronger.Over(weaker);
}
