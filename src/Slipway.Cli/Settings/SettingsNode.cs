using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>A piece of settings that knows where it came from.</summary>
internal abstract record SettingsNode(Origin Origin)
{
    /// <summary>The same as JSON. Numbers keep their spelling.</summary>
    public abstract JsonNode? ToJson();

    /// <summary>Notes the origin of everything below, keyed by the paths that <see cref="SettingsPath"/> writes.</summary>
    public virtual void Locate(string path, IDictionary<string, Origin> origins) => origins.TryAdd(path, Origin);

    /// <summary>What this node says, filled in by what <paramref name="weaker"/> says: maps member by member, anything else as a whole.</summary>
    public virtual SettingsNode Over(SettingsNode weaker) => this;
}
