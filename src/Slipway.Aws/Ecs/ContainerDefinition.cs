namespace Slipway.Aws.Ecs;

/// <summary>The members of a registered container that Slipway reads. <see cref="TaskDefinition.Raw"/> has all of them.</summary>
public sealed record ContainerDefinition
{
    /// <summary>The container's name.</summary>
    public string? Name { get; init; }

    /// <summary>The image.</summary>
    public string? Image { get; init; }

    /// <summary>CPU units.</summary>
    public int? Cpu { get; init; }

    /// <summary>Hard memory limit in MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>Soft memory limit in MiB.</summary>
    public int? MemoryReservation { get; init; }

    /// <summary>Whether the ECS task stops when this container does. ECS writes true when it was left out.</summary>
    public bool? Essential { get; init; }

    /// <summary>The entry point.</summary>
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>The command.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment variables, in ECS's order.</summary>
    public IReadOnlyList<NameValue>? Environment { get; init; }

    /// <summary>Environment files.</summary>
    public IReadOnlyList<EnvironmentFile>? EnvironmentFiles { get; init; }

    /// <summary>Secrets in the environment.</summary>
    public IReadOnlyList<SecretReference>? Secrets { get; init; }

    /// <summary>Containers to wait for.</summary>
    public IReadOnlyList<ContainerDependency>? DependsOn { get; init; }

    /// <summary>Seconds between SIGTERM and SIGKILL.</summary>
    public int? StopTimeout { get; init; }

    /// <summary>User inside the container.</summary>
    public string? User { get; init; }

    /// <summary>Working directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Where its output goes.</summary>
    public LogConfiguration? LogConfiguration { get; init; }
}
