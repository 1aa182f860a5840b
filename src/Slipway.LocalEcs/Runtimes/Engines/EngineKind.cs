namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>The container engines.</summary>
internal enum EngineKind
{
    /// <summary>podman.</summary>
    Podman,

    /// <summary>docker, or what answers to its command line.</summary>
    Docker,
}
