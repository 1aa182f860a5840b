namespace Slipway.Core.Containers.Reading;

/// <summary>The shape of container settings, declared once.</summary>
internal static class SettingsShapes
{
    private static readonly Shape<SidecarSettings> Sidecar = new(
        "a sidecar, such as {image: nginx:1.27}",
        [
            .. CommonMembers.Of<SidecarSettings>(),
            Members<SidecarSettings>.Of(
                "essential", Kinds.Flag, s => s.Essential, (s, v) => s with { Essential = v },
                "Whether the ECS task ends when this container does, and its exit code counts. Default: false."),
            Members<SidecarSettings>.Of(
                "cpu", Kinds.Cpu, s => s.CpuUnits, (s, v) => s with { CpuUnits = v },
                "The part of the ECS task's CPU kept for this container, in vCPU."),
            Members<SidecarSettings>.Of(
                "memory", Kinds.Memory, s => s.MemoryMiB, (s, v) => s with { MemoryMiB = v },
                "The most memory this container may use."),
        ]);

    /// <summary>Container settings.</summary>
    public static Shape<ContainerSettings> Container { get; } = new(
        "container settings",
        [
            .. CommonMembers.Of<ContainerSettings>(),
            Members<ContainerSettings>.Of(
                "name", Kinds.Text, s => s.Name, (s, v) => s with { Name = v },
                "The main container's name inside the ECS task. Default: main.", "containerName"),
            Members<ContainerSettings>.Of(
                "family", Kinds.Text, s => s.Family, (s, v) => s with { Family = v },
                "The task definition family. Default: derived from the image's repository."),
            Members<ContainerSettings>.Of(
                "cpu", Kinds.Cpu, s => s.CpuUnits, (s, v) => s with { CpuUnits = v },
                "CPU of the whole ECS task, in vCPU.", "vcpu", "cpus"),
            Members<ContainerSettings>.Of(
                "memory", Kinds.Memory, s => s.MemoryMiB, (s, v) => s with { MemoryMiB = v },
                "Memory of the whole ECS task.", "mem", "ram"),
            Members<ContainerSettings>.Of(
                "ephemeralStorage", Kinds.Storage, s => s.EphemeralStorageGiB, (s, v) => s with { EphemeralStorageGiB = v },
                "Disk of the whole ECS task, 21 to 200 GiB. Fargate's default: 20 GiB.", "disk", "storage"),
            Members<ContainerSettings>.Of(
                "architecture",
                Kinds.OneOf(("x86_64", CpuArchitecture.X64), ("arm64", CpuArchitecture.Arm64), ("amd64", CpuArchitecture.X64)),
                s => s.Architecture, (s, v) => s with { Architecture = v },
                "The processor architecture. Default: x86_64.", "cpuArchitecture", "arch"),
            Members<ContainerSettings>.Of(
                "operatingSystem", Kinds.Text, s => s.OperatingSystem, (s, v) => s with { OperatingSystem = v },
                "ECS's name of the operating system family. Default: LINUX.", "operatingSystemFamily", "os"),
            Members<ContainerSettings>.Of(
                "taskRole", Kinds.Text, s => s.TaskRole, (s, v) => s with { TaskRole = v },
                "The role that the container's code acts as: a name or an ARN.", "taskRoleArn", "role"),
            Members<ContainerSettings>.Of(
                "executionRole", Kinds.Text, s => s.ExecutionRole, (s, v) => s with { ExecutionRole = v },
                "The role by which ECS pulls the image, fetches secrets and writes logs: a name or an ARN.", "executionRoleArn"),
            Members<ContainerSettings>.Of(
                "volumes",
                new MapKind<VolumeSettings>(VolumeShapes.Volume, "a map from names to volumes, such as {scratch: {}}", NameRules.Container),
                s => s.Volumes, (s, v) => s with { Volumes = v },
                "The ECS task's volumes by name."),
            Members<ContainerSettings>.Of(
                "sidecars",
                new MapKind<SidecarSettings>(Sidecar, "a map from names to containers, such as {proxy: {image: nginx:1.27}}", NameRules.Container),
                s => s.Sidecars, (s, v) => s with { Sidecars = v },
                "The other containers of the ECS task, by name.", "containers"),
            Members<ContainerSettings>.Of(
                "tags",
                new MapKind<string>(Kinds.Spelled, "a map, such as {team: sales}", NameRules.Tag),
                s => s.Tags, (s, v) => s with { Tags = v },
                "Tags for the revision and the ECS task."),
            Members<ContainerSettings>.Of(
                "capacity",
                new ListKind<string>(Kinds.Text, "a name or a list of names, such as [FARGATE_SPOT, FARGATE]", orOne: true),
                s => s.Capacity, (s, v) => s with { Capacity = v },
                "Where to run, in order of preference: FARGATE, FARGATE_SPOT, or a capacity provider of the cluster. Default: FARGATE.",
                "capacityProvider", "capacityProviders", "launchType", "capacityProviderStrategy"),
            Members<ContainerSettings>.Of(
                "subnets",
                new ListKind<string>(Kinds.Text, "a list, such as [subnet-0123]"),
                s => s.Subnets, (s, v) => s with { Subnets = v },
                "The subnets to use, at most 16.", "subnet"),
            Members<ContainerSettings>.Of(
                "securityGroups",
                new ListKind<string>(Kinds.Text, "a list, such as [sg-0123]"),
                s => s.SecurityGroups, (s, v) => s with { SecurityGroups = v },
                "The security groups, at most 5. Default: the VPC's default group.", "securityGroup"),
            Members<ContainerSettings>.Of(
                "assignPublicIp", Kinds.Flag, s => s.AssignPublicIp, (s, v) => s with { AssignPublicIp = v },
                "Whether the ECS task gets a public address. Default: false.", "publicIp"),
            Members<ContainerSettings>.Of(
                "platformVersion", Kinds.Text, s => s.PlatformVersion, (s, v) => s with { PlatformVersion = v },
                "The Fargate platform version. Default: LATEST."),
            Members<ContainerSettings>.Of(
                "enableExecuteCommand", Kinds.Flag, s => s.EnableExecuteCommand, (s, v) => s with { EnableExecuteCommand = v },
                "Whether 'aws ecs execute-command' may open a shell in the container. Default: false."),
            Members<ContainerSettings>.Of(
                "raw", new RawKind(), s => s.Raw, (s, v) => s with { Raw = v },
                "Any other member of RegisterTaskDefinition, spelled as AWS does."),
        ])
    {
        Unknown = RawMembers.Explain,
    };
}
