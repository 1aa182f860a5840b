using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>A map, in the order in which it was written.</summary>
internal sealed record SettingsMap(IReadOnlyList<SettingsEntry> Entries, Origin Origin) : SettingsNode(Origin)
{
    /// <summary>The value of a member; null when it is absent or says nothing.</summary>
    public SettingsNode? this[string name] =>
        Entries.FirstOrDefault(entry => entry.Name == name)?.Value is { } value and not SettingsScalar { IsNull: true } ? value : null;

    /// <summary>The members named so, in the order of this map.</summary>
    public SettingsMap Only(IReadOnlySet<string> names) => this with { Entries = [.. Entries.Where(entry => names.Contains(entry.Name))] };

    /// <summary>This map without the members named so.</summary>
    public SettingsMap Without(IReadOnlySet<string> names) => this with { Entries = [.. Entries.Where(entry => !names.Contains(entry.Name))] };

    /// <summary>This map with a member more, or another value for it.</summary>
    public SettingsMap With(string name, SettingsNode value) =>
        this with { Entries = [.. Entries.Where(entry => entry.Name != name), new SettingsEntry(name, value.Origin, value)] };

    /// <inheritdoc/>
    public override JsonObject ToJson() => new(Entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value.ToJson())));

    /// <inheritdoc/>
    public override void Locate(string path, IDictionary<string, Origin> origins)
    {
        base.Locate(path, origins);
        foreach (var entry in Entries)
        {
            var member = SettingsPath.Member(path, entry.Name);
            origins.TryAdd(member, entry.NameOrigin);
            entry.Value.Locate(member, origins);
        }
    }

    /// <inheritdoc/>
    public override SettingsNode Over(SettingsNode weaker)
    {
        if (weaker is not SettingsMap other)
            return this;

        var merged = new List<SettingsEntry>(other.Entries);
        foreach (var entry in Entries)
        {
            var at = merged.FindIndex(candidate => candidate.Name == entry.Name);
            if (at < 0)
                merged.Add(entry);
            else if (entry.Value is not SettingsScalar { IsNull: true })
                merged[at] = entry with { Value = entry.Value.Over(merged[at].Value) };
        }

        return this with { Entries = merged };
    }
}
