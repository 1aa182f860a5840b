namespace Slipway.LocalEcs;

/// <summary>What runs the containers of ECS tasks.</summary>
public enum LocalRuntime
{
    /// <summary>podman when it works, else docker, else plain processes. Never simulated.</summary>
    Auto,

    /// <summary>podman.</summary>
    Podman,

    /// <summary>docker.</summary>
    Docker,

    /// <summary>Plain processes, for the images that <see cref="LocalEcsOptions.ImagesFile"/> maps to a folder and a command. Proves nothing about images.</summary>
    Process,

    /// <summary>No process at all: a script of seconds, exit code and log lines. For measurements of scale and chaos; only when asked for by name.</summary>
    Simulated,
}
