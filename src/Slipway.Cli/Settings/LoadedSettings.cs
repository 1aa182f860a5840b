using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>The settings of one environment, each value with its origin.</summary>
/// <param name="environment">The environment's name; <see cref="NoEnvironment"/> when the settings have none.</param>
/// <param name="file">The slipway.yaml; null when there is none.</param>
/// <param name="merged">All members, put together.</param>
/// <param name="stateFolder">The user's state folder.</param>
internal sealed class LoadedSettings(Setting<string> environment, SettingsFile? file, SettingsMap merged, string stateFolder)
{
    /// <summary>The name of the environment when slipway.yaml has none, or there is no slipway.yaml.</summary>
    public const string NoEnvironment = "default";

    /// <summary>The environment.</summary>
    public Setting<string> Environment { get; } = environment;

    /// <summary>The file; null when there is none.</summary>
    public SettingsFile? File { get; } = file;

    /// <summary>All members, put together.</summary>
    public SettingsMap Merged { get; } = merged;

    /// <summary>The user's state folder.</summary>
    public string StateFolder { get; } = stateFolder;

    /// <summary>Variables that look like Slipway's and mean nothing to it.</summary>
    public IReadOnlyList<string> UnknownVariables { get; init; } = [];

    /// <summary>Whether this is LocalEcs on this machine.</summary>
    public bool IsLocal => Environment.Value == LocalEnvironment.Name;

    /// <summary>The cluster.</summary>
    public Setting<string> Cluster => Text("cluster")!;

    /// <summary>The region; null leaves it to the profile.</summary>
    public Setting<string>? Region => Text("region");

    /// <summary>The profile of ~/.aws/config; null leaves it to AWS's own chain.</summary>
    public Setting<string>? Profile => Text("profile");

    /// <summary>The account; null means that of the credentials.</summary>
    public Setting<string>? Account => Text("account");

    /// <summary>The registry of images named without one; null means the account's own ECR.</summary>
    public Setting<string>? Registry => Text("registry");

    /// <summary>The queue of ECS task events.</summary>
    public Setting<string>? EventQueue => Text("eventQueue");

    /// <summary>The image of the sidecar that hands over results; null means each task's own image.</summary>
    public Setting<string>? ResultImage => Text("resultImage");

    /// <summary>The ledger.</summary>
    public Setting<LedgerLocation> Ledger
    {
        get
        {
            var text = Text("ledger")!;
            return new Setting<LedgerLocation>(LedgerLocation.Parse(text.Value, File?.Folder ?? StateFolder), text.Origin);
        }
    }

    /// <summary>The value of a plain member; null when nobody says it.</summary>
    public Setting<string>? Text(string name) => Merged[name] is SettingsScalar scalar ? new Setting<string>(scalar.Text, scalar.Origin) : null;

    /// <summary>What the settings say of a container: its own section over <c>defaults</c> over the environment's.</summary>
    /// <param name="repository">The repository as it was named, with or without registry.</param>
    public SettingsMap ContainerNode(string repository)
    {
        var node = Merged.Only(SettingsMembers.ContainerSettings);
        if (Merged[SettingsMembers.Defaults] is SettingsMap defaults)
            node = (SettingsMap)defaults.Over(node);
        return SectionOf(repository) is { } own ? (SettingsMap)own.Over(node) : node;
    }

    /// <summary>The same, read.</summary>
    /// <exception cref="SettingsException">The pieces do not go together.</exception>
    /// <param name="repository">The repository as it was named, with or without registry.</param>
    /// <param name="secrets">Secrets that the command line adds.</param>
    public ContainerSettings Container(string repository, SettingsMap? secrets = null)
    {
        var node = ContainerNode(repository);
        if (secrets is { Entries.Count: > 0 })
            node = (SettingsMap)new SettingsMap([new SettingsEntry("secrets", secrets.Origin, secrets)], secrets.Origin).Over(node);
        var reading = ContainerSettingsReader.Read(node.ToJson());
        if (reading.Problems.Count == 0)
            return reading.Settings;

        var places = new Dictionary<string, Origin>(StringComparer.Ordinal);
        node.Locate(SettingsPath.Root, places);
        throw new SettingsException([.. reading.Problems.Select(
            problem => new LocatedProblem(places.GetValueOrDefault(problem.Path, node.Origin), problem.Code, $"{problem.Path.TrimStart('$', '.')} {problem.Message}."))]);
    }

    /// <summary>The repositories that have a section of their own.</summary>
    public IEnumerable<string> Repositories => (Merged[SettingsMembers.Containers] as SettingsMap)?.Entries.Select(entry => entry.Name) ?? [];

    private SettingsMap? SectionOf(string repository)
    {
        var containers = Merged[SettingsMembers.Containers] as SettingsMap;
        return (containers?[repository] ?? containers?[WithoutRegistry(repository)]) as SettingsMap;
    }

    private static string WithoutRegistry(string repository)
    {
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && repository.AsSpan(0, slash).IndexOfAny('.', ':') >= 0 ? repository[(slash + 1)..] : repository;
    }
}
