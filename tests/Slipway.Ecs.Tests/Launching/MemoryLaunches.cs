using Slipway.Core.Launches;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>What is stored, in its stored form.</summary>
internal sealed class MemoryLaunches
{
    public Dictionary<LaunchId, byte[]> Documents { get; } = [];
}
