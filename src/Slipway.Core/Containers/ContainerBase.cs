namespace Slipway.Core.Containers;

/// <summary>What the main container and its sidecars have in common. Null means "not said": the defaults then decide.</summary>
public abstract record ContainerBase
{
    /// <summary>The image: <c>dbt-model:1.0.1</c>, <c>dbt-model:^1.0</c>, <c>registry/repository@sha256:…</c>.</summary>
    public string? Image { get; init; }

    /// <summary>The entry point; null keeps the image's.</summary>
    public IReadOnlyList<string>? EntryPoint { get; init; }

    /// <summary>The command; null keeps the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>Environment variables whose values ECS fetches when the ECS task starts; Slipway never sees them.</summary>
    public IReadOnlyDictionary<string, SecretReference>? Secrets { get; init; }

    /// <summary>Where the output goes.</summary>
    public LogSettings? Logs { get; init; }

    /// <summary>Which volume is mounted where: absolute path in the container → volume.</summary>
    public IReadOnlyDictionary<string, MountSettings>? Mounts { get; init; }

    /// <summary>Containers of the same ECS task whose mounts this one gets too.</summary>
    public IReadOnlyList<VolumesFromSettings>? VolumesFrom { get; init; }

    /// <summary>Ports that the container listens on.</summary>
    public IReadOnlyList<PortSettings>? PortMappings { get; init; }

    /// <summary>Whether the container's own file system can't be written. Default: false.</summary>
    public bool? ReadonlyRootFilesystem { get; init; }

    /// <summary>The user, as <c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>; null keeps the image's.</summary>
    public string? User { get; init; }

    /// <summary>The working directory; null keeps the image's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>How ECS finds out whether the container is well.</summary>
    public HealthCheckSettings? HealthCheck { get; init; }

    /// <summary>How long after SIGTERM comes SIGKILL. ECS's default: 30 s; on Fargate at most 120 s.</summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>
    /// How long a container that others depend on may take to start; null means without limit (on Fargate at most 120 s).
    /// </summary>
    public TimeSpan? StartTimeout { get; init; }

    /// <summary>Other containers of the ECS task that must have come so far before this one starts.</summary>
    public IReadOnlyDictionary<string, DependencyCondition>? DependsOn { get; init; }

    /// <summary>The Secrets Manager secret (<c>{"username": …, "password": …}</c>) that opens a private registry outside ECR.</summary>
    public SecretReference? RepositoryCredentials { get; init; }
}
