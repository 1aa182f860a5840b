using Slipway.LocalEcs.Runtimes.Engines;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>
/// docker's way: a daemon runs the containers, waits for them and keeps their output. podman plays the daemon here, since it understands the
/// same command line; a machine with docker itself is rare in CI.
/// </summary>
[Trait("needs", "containers")]
public sealed class DockerRuntimeTests : PodmanRuntimeTests
{
    private protected override Engine Adapt(Engine engine) => engine with { Kind = EngineKind.Docker, IsLocal = false, ImageStore = null };

    // What StreamTail says of docker's --timestamps.
    private protected override bool KeepsTimes => false;
}
