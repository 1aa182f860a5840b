namespace Slipway.Core.Containers;

/// <summary>Another container whose mounts are taken over. In JSON: <c>proxy</c> or <c>proxy:ro</c>.</summary>
/// <param name="Container">The other container's name.</param>
/// <param name="ReadOnly">Whether this container can't write to them.</param>
public sealed record VolumesFromSettings(string Container, bool ReadOnly);
