using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Containers;

/// <summary>
/// What a container task runs, and on what. The one shape that slipway.yaml, flows and the API share; docs/reference/container-settings.md
/// describes it member by member. Null means "not said": the environment's defaults, and then ECS's own, decide.
/// </summary>
public sealed record ContainerSettings : ContainerBase
{
    /// <summary>The name of the main container when nothing else is said.</summary>
    public const string DefaultName = "main";

    /// <summary>The main container's name inside the ECS task. Default: <see cref="DefaultName"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The task definition family. Default: derived from the image's repository.</summary>
    public string? Family { get; init; }

    /// <summary>CPU of the whole ECS task in ECS units (1,024 = one vCPU).</summary>
    public int? CpuUnits { get; init; }

    /// <summary>Memory of the whole ECS task in MiB.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Ephemeral storage of the whole ECS task in GiB; Fargate gives 20 when nothing is said.</summary>
    public int? EphemeralStorageGiB { get; init; }

    /// <summary>The processor architecture. Default: <see cref="CpuArchitecture.X64"/>.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>ECS's name of the operating system family. Default: <c>LINUX</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The role that the container's code acts as: a name or an ARN.</summary>
    public string? TaskRole { get; init; }

    /// <summary>The role by which ECS pulls the image, fetches secrets and writes logs: a name or an ARN.</summary>
    public string? ExecutionRole { get; init; }

    /// <summary>The ECS task's volumes by name.</summary>
    public IReadOnlyDictionary<string, VolumeSettings>? Volumes { get; init; }

    /// <summary>The other containers of the ECS task, by name.</summary>
    public IReadOnlyDictionary<string, SidecarSettings>? Sidecars { get; init; }

    /// <summary>The user's tags, for the revision and the ECS task.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// Where to run, in order of preference: <c>FARGATE</c>, <c>FARGATE_SPOT</c>, or a capacity provider of the cluster. Default:
    /// <c>FARGATE</c>.
    /// </summary>
    public IReadOnlyList<string>? Capacity { get; init; }

    /// <summary>The subnets to use (at most 16).</summary>
    public IReadOnlyList<string>? Subnets { get; init; }

    /// <summary>The security groups (at most 5); when none is said, the VPC's default group.</summary>
    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary>Whether the ECS task gets a public address. Default: false.</summary>
    public bool? AssignPublicIp { get; init; }

    /// <summary>The Fargate platform version. Default: LATEST.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>Whether <c>aws ecs execute-command</c> may open a shell in the container. Default: false.</summary>
    public bool? EnableExecuteCommand { get; init; }

    /// <summary>
    /// Any other member of RegisterTaskDefinition, spelled as AWS does. Entries of its <c>containerDefinitions</c> and <c>volumes</c> join
    /// those of the same <c>name</c>. Treat as read-only.
    /// </summary>
    public JsonObject? Raw { get; init; }

    /// <summary>
    /// Fills in from <paramref name="defaults"/> what these settings do not say. Scalars and lists replace; maps (env, secrets, tags,
    /// volumes, mounts, sidecars, log options, <c>raw</c>) merge by key, and so do the members of logs, health check and each sidecar.
    /// </summary>
    public ContainerSettings Merge(ContainerSettings defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return SettingsShapes.Container.Merge(this, defaults);
    }
}
