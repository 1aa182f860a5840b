using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Clusters;

/// <summary>A cluster as it is kept.</summary>
/// <param name="Name">The name.</param>
/// <param name="Active">False after DeleteCluster.</param>
/// <param name="Settings">The members that the caller gave: settings, configuration, capacity providers.</param>
/// <param name="Tags">The tags.</param>
internal sealed record Cluster(string Name, bool Active, JsonObject Settings, JsonArray Tags)
{
    /// <summary>Whether the use of memory and CPU is recorded.</summary>
    public bool ContainerInsights => (Settings["settings"]?.AsArray() ?? [])
        .Any(setting => setting?["name"]?.GetValue<string>() is "containerInsights" && setting["value"]?.GetValue<string>() is "enabled" or "enhanced");

    /// <summary>The capacity providers associated with it.</summary>
    public IReadOnlyList<string> CapacityProviders => [.. (Settings["capacityProviders"]?.AsArray() ?? []).Select(node => node!.GetValue<string>())];
}
