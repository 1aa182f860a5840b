namespace Slipway.LocalEcs.Runtimes;

/// <summary>All that a runtime needs to start one container: the task definition with the overrides applied.</summary>
internal sealed record ContainerPlan
{
    /// <summary>The id of the ECS task (the last part of its ARN).</summary>
    public required string TaskId { get; init; }

    /// <summary>The container's name in the task definition.</summary>
    public required string Name { get; init; }

    /// <summary>The image as <see cref="IContainerRuntime.PullAsync"/> answered it. Null only for <see cref="IContainerRuntime.FindAsync"/>.</summary>
    public PulledImage? Image { get; init; }

    /// <summary>The entry point; null keeps the image's.</summary>
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>The command; null keeps the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment, secrets and the metadata address, by name.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The working directory; null keeps the image's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user, as <c>uid</c>, <c>uid:gid</c> or a name; null keeps the image's.</summary>
    public string? User { get; init; }

    /// <summary>Whether the root file system is read only.</summary>
    public bool ReadonlyRootFilesystem { get; init; }

    /// <summary>The hard memory limit in bytes; null means none.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>CPU shares in ECS units (1,024 = one vCPU); null means none.</summary>
    public int? CpuUnits { get; init; }

    /// <summary>The ECS task's volumes mounted into this container.</summary>
    public IReadOnlyList<PlannedMount> Mounts { get; init; } = [];

    /// <summary>Whether an init process reaps and forwards signals (<c>linuxParameters.initProcessEnabled</c>).</summary>
    public bool InitProcess { get; init; }

    /// <summary>Capabilities beyond the usual ones, such as <c>SYS_PTRACE</c>.</summary>
    public IReadOnlyList<string> AddedCapabilities { get; init; } = [];

    /// <summary>Usual capabilities to do without; <c>ALL</c> for all.</summary>
    public IReadOnlyList<string> DroppedCapabilities { get; init; } = [];

    /// <summary>Receives the container's output, one line a call, in order. Kept by position across a restart of LocalEcs: no line twice, none lost.</summary>
    public required IContainerLog Log { get; init; }
}
