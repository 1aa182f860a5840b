using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Clusters;

/// <summary>A cluster as it is kept.</summary>
/// <param name="Name">The name.</param>
/// <param name="Active">False after DeleteCluster.</param>
/// <param name="Settings">The members that the caller gave: settings, configuration, capacity providers.</param>
/// <param name="Tags">The tags.</param>
internal sealed record Cluster(string Name, bool Active, JsonObject Settings, JsonArray Tags)
{
    /// <summary>The capacity providers associated with it.</summary>
    public IReadOnlyList<string> CapacityProviders => [.. (Settings["capacityProviders"]?.AsArray() ?? []).Select(node => node!.GetValue<string>())];
}
