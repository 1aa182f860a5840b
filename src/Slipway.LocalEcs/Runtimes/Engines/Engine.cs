namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>A container engine that was found to work, and how it is called.</summary>
internal sealed record Engine
{
    /// <summary>Which one.</summary>
    public required EngineKind Kind { get; init; }

    /// <summary>The path of its program.</summary>
    public required string Program { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Arguments before every command, such as <c>--runtime runc</c>.</summary>
    public IReadOnlyList<string> GlobalArguments { get; init; } = [];

    /// <summary>Environment of every call.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether it runs containers on this machine and by itself, so that their output goes to a file of our choice and their supervisor can be
    /// watched: podman on Linux. Else a daemon does, perhaps in a virtual machine.
    /// </summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether memory limits can be set; not always without root.</summary>
    public bool LimitsMemory { get; init; } = true;

    /// <summary>Whether CPU shares can be set; not always without root.</summary>
    public bool LimitsCpu { get; init; } = true;

    /// <summary>Where it stores images; null when that is not on this machine.</summary>
    public string? ImageStore { get; init; }

    /// <summary>Its name for people.</summary>
    public string Name => Kind == EngineKind.Podman ? "podman" : "docker";
}
