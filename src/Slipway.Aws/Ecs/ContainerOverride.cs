namespace Slipway.Aws.Ecs;

/// <summary>What a launch changes in one container. Image, entry point, secrets and log configuration cannot be changed.</summary>
public sealed record ContainerOverride
{
    /// <summary>The container's name in the definition. ECS requires it as soon as any other member is set.</summary>
    public string? Name { get; init; }

    /// <summary>Replaces the command.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Adds or replaces environment variables.</summary>
    public IReadOnlyList<NameValue>? Environment { get; init; }

    /// <summary>Replaces the environment files.</summary>
    public IReadOnlyList<EnvironmentFile>? EnvironmentFiles { get; init; }

    /// <summary>CPU units (1024 are one vCPU).</summary>
    public int? Cpu { get; init; }

    /// <summary>Hard memory limit in MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>Soft memory limit in MiB.</summary>
    public int? MemoryReservation { get; init; }

    /// <summary>Replaces the GPU requirements.</summary>
    public IReadOnlyList<ResourceRequirement>? ResourceRequirements { get; init; }
}
