namespace Slipway.Core.Containers.Reading;

/// <summary>The shape of container settings, declared once.</summary>
internal static class SettingsShapes
{
    private static readonly Kind<IReadOnlyDictionary<string, string>> Variables =
        new MapKind<string>(Kinds.Spelled, "a map, such as {NAME: value}", NameRules.Variable);

    private static readonly Kind<IReadOnlyDictionary<string, SecretReference>> Secrets =
        new MapKind<SecretReference>(Kinds.Secret, "a map from names to references, such as {PASSWORD: ssm:/data/password}", NameRules.Variable);

    private static readonly Kind<DependencyCondition> Condition = Kinds.OneOf(
        ("started", DependencyCondition.Started), ("completed", DependencyCondition.Completed), ("succeeded", DependencyCondition.Succeeded), ("healthy", DependencyCondition.Healthy),
        ("START", DependencyCondition.Started), ("COMPLETE", DependencyCondition.Completed), ("SUCCESS", DependencyCondition.Succeeded));

    /// <summary>Log settings.</summary>
    public static Shape<LogSettings> Logs { get; } = new(
        "log settings, such as {group: /slipway/dev}",
        new ReferenceMember<LogSettings, string>("driver", "The log driver: awslogs (default), awsfirelens, splunk, or none for no logs at all.", Kinds.Text, s => s.Driver, (s, v) => s with { Driver = v }) { Aliases = ["logDriver"] },
        new ReferenceMember<LogSettings, string>("group", "The CloudWatch log group.", Kinds.Text, s => s.Group, (s, v) => s with { Group = v }) { Aliases = ["awslogs-group", "logGroup"] },
        new ReferenceMember<LogSettings, string>("region", "The log group's region. Default: the environment's.", Kinds.Text, s => s.Region, (s, v) => s with { Region = v }) { Aliases = ["awslogs-region"] },
        new ReferenceMember<LogSettings, string>("streamPrefix", "The first part of the log stream's name. Default: the family.", Kinds.Text, s => s.StreamPrefix, (s, v) => s with { StreamPrefix = v }) { Aliases = ["awslogs-stream-prefix", "prefix"] },
        new ValueMember<LogSettings, LogMode>("mode", "When CloudWatch is slower than the container: blocking (default; no line is lost) or non-blocking (the container never waits).", Kinds.OneOf(("blocking", LogMode.Blocking), ("non-blocking", LogMode.NonBlocking)), s => s.Mode, (s, v) => s with { Mode = v }),
        new ValueMember<LogSettings, int>("maxBufferSize", "The buffer of non-blocking mode. ECS's default: 10 MiB.", Kinds.Memory, s => s.MaxBufferMiB, (s, v) => s with { MaxBufferMiB = v }) { Aliases = ["max-buffer-size"] },
        new ValueMember<LogSettings, bool>("createGroup", "Whether the log group is made when it does not exist. Default: false.", Kinds.Flag, s => s.CreateGroup, (s, v) => s with { CreateGroup = v }) { Aliases = ["awslogs-create-group"] },
        new ReferenceMember<LogSettings, IReadOnlyDictionary<string, string>>("options", "Other options of the driver, spelled as AWS does.", new MapKind<string>(Kinds.Spelled, "a map, such as {awslogs-datetime-format: \"%Y-%m-%d\"}", NameRules.Option), s => s.Options, (s, v) => s with { Options = v }),
        new ReferenceMember<LogSettings, IReadOnlyDictionary<string, SecretReference>>("secretOptions", "Options of the driver whose values are secrets.", new MapKind<SecretReference>(Kinds.Secret, "a map from options to references", NameRules.Option), s => s.SecretOptions, (s, v) => s with { SecretOptions = v }));

    private static readonly Shape<MountSettings> Mount = new(
        "a volume's name, or {volume: name, readOnly: true}",
        new ReferenceMember<MountSettings, string>("volume", "The volume's name, as in 'volumes'.", Kinds.Text, s => s.Volume, (s, v) => s with { Volume = v }) { Required = true, Aliases = ["sourceVolume"] },
        new ValueMember<MountSettings, bool>("readOnly", "Whether the container can't write to it. Default: false.", Kinds.Flag, s => s.ReadOnly, (s, v) => s with { ReadOnly = v }))
    {
        FromText = text => new MountSettings { Volume = text },
        ToText = mount => mount.ReadOnly is null ? mount.Volume : null,
    };

    private static readonly Shape<EfsSettings> Efs = new(
        "an EFS file system, such as {fileSystem: fs-0123}",
        new ReferenceMember<EfsSettings, string>("fileSystem", "The file system's id (fs-…).", Kinds.Text, s => s.FileSystem, (s, v) => s with { FileSystem = v }) { Required = true, Aliases = ["fileSystemId"] },
        new ReferenceMember<EfsSettings, string>("path", "The folder of the file system. Default: its root.", Kinds.Text, s => s.Path, (s, v) => s with { Path = v }) { Aliases = ["rootDirectory"] },
        new ReferenceMember<EfsSettings, string>("accessPoint", "The access point's id (fsap-…).", Kinds.Text, s => s.AccessPoint, (s, v) => s with { AccessPoint = v }) { Aliases = ["accessPointId"] },
        new ValueMember<EfsSettings, bool>("iam", "Whether the task role decides what may be done. Default: false.", Kinds.Flag, s => s.Iam, (s, v) => s with { Iam = v }),
        new ValueMember<EfsSettings, bool>("transitEncryption", "Whether the traffic is encrypted. Default: true.", Kinds.Flag, s => s.TransitEncryption, (s, v) => s with { TransitEncryption = v }),
        new ValueMember<EfsSettings, int>("transitEncryptionPort", "The port of the encrypted traffic.", Kinds.Integer(1, 65535), s => s.TransitEncryptionPort, (s, v) => s with { TransitEncryptionPort = v }));

    private static readonly Shape<VolumeSettings> Volume = new(
        "a volume: {} for an empty folder, or {efs: …}",
        new ReferenceMember<VolumeSettings, EfsSettings>("efs", "The EFS file system.", Efs, s => s.Efs, (s, v) => s with { Efs = v }) { Aliases = ["efsVolumeConfiguration"] },
        new ReferenceMember<VolumeSettings, string>("hostPath", "A folder of the host; Fargate has none.", Kinds.Text, s => s.HostPath, (s, v) => s with { HostPath = v }) { Aliases = ["host", "sourcePath"] })
    {
        Check = volume => volume is { Efs: not null, HostPath: not null } ? "can be an EFS file system or a folder of the host, not both" : null,
    };

    private static readonly Shape<HealthCheckSettings> HealthCheck = new(
        "a health check, such as {command: [curl, -f, http://localhost/]}",
        new ReferenceMember<HealthCheckSettings, IReadOnlyList<string>>("command", "The command to run inside the container; exit code 0 means well.", Kinds.Words("a list, such as [curl, -f, http://localhost/]"), s => s.Command, (s, v) => s with { Command = v }) { Required = true },
        new ValueMember<HealthCheckSettings, TimeSpan>("interval", "The time between checks, 5s to 5m. ECS's default: 30s.", Kinds.Duration, s => s.Interval, (s, v) => s with { Interval = v }),
        new ValueMember<HealthCheckSettings, TimeSpan>("timeout", "How long one check may take, 2s to 1m. ECS's default: 5s.", Kinds.Duration, s => s.Timeout, (s, v) => s with { Timeout = v }),
        new ValueMember<HealthCheckSettings, int>("retries", "Failed checks in a row that make the container unhealthy, 1 to 10. ECS's default: 3.", Kinds.Integer(1, 10), s => s.Retries, (s, v) => s with { Retries = v }),
        new ValueMember<HealthCheckSettings, TimeSpan>("startPeriod", "The time at the start in which failures do not count, up to 5m.", Kinds.Duration, s => s.StartPeriod, (s, v) => s with { StartPeriod = v }));

    private static readonly Shape<SidecarSettings> Sidecar = new(
        "a sidecar, such as {image: nginx:1.27}",
        [
            .. Common<SidecarSettings>(),
            new ValueMember<SidecarSettings, bool>("essential", "Whether the ECS task ends when this container does, and its exit code counts. Default: false.", Kinds.Flag, s => s.Essential, (s, v) => s with { Essential = v }),
            new ValueMember<SidecarSettings, int>("cpu", "The part of the ECS task's CPU kept for this container, in vCPU.", Kinds.Cpu, s => s.CpuUnits, (s, v) => s with { CpuUnits = v }),
            new ValueMember<SidecarSettings, int>("memory", "The most memory this container may use.", Kinds.Memory, s => s.MemoryMiB, (s, v) => s with { MemoryMiB = v }),
        ]);

    /// <summary>Container settings.</summary>
    public static Shape<ContainerSettings> Container { get; } = new(
        "container settings",
        [
            .. Common<ContainerSettings>(),
            new ReferenceMember<ContainerSettings, string>("name", "The main container's name inside the ECS task. Default: main.", Kinds.Text, s => s.Name, (s, v) => s with { Name = v }) { Aliases = ["containerName"] },
            new ReferenceMember<ContainerSettings, string>("family", "The task definition family. Default: derived from the image's repository.", Kinds.Text, s => s.Family, (s, v) => s with { Family = v }),
            new ValueMember<ContainerSettings, int>("cpu", "CPU of the whole ECS task, in vCPU.", Kinds.Cpu, s => s.CpuUnits, (s, v) => s with { CpuUnits = v }) { Aliases = ["vcpu", "cpus"] },
            new ValueMember<ContainerSettings, int>("memory", "Memory of the whole ECS task.", Kinds.Memory, s => s.MemoryMiB, (s, v) => s with { MemoryMiB = v }) { Aliases = ["mem", "ram"] },
            new ValueMember<ContainerSettings, int>("ephemeralStorage", "Disk of the whole ECS task, 21 to 200 GiB. Fargate's default: 20 GiB.", Kinds.Storage, s => s.EphemeralStorageGiB, (s, v) => s with { EphemeralStorageGiB = v }) { Aliases = ["disk", "storage"] },
            new ValueMember<ContainerSettings, CpuArchitecture>("architecture", "The processor architecture. Default: x86_64.", Kinds.OneOf(("x86_64", CpuArchitecture.X64), ("arm64", CpuArchitecture.Arm64), ("amd64", CpuArchitecture.X64)), s => s.Architecture, (s, v) => s with { Architecture = v }) { Aliases = ["cpuArchitecture", "arch"] },
            new ReferenceMember<ContainerSettings, string>("operatingSystem", "ECS's name of the operating system family. Default: LINUX.", Kinds.Text, s => s.OperatingSystem, (s, v) => s with { OperatingSystem = v }) { Aliases = ["operatingSystemFamily", "os"] },
            new ReferenceMember<ContainerSettings, string>("taskRole", "The role that the container's code acts as: a name or an ARN.", Kinds.Text, s => s.TaskRole, (s, v) => s with { TaskRole = v }) { Aliases = ["taskRoleArn", "role"] },
            new ReferenceMember<ContainerSettings, string>("executionRole", "The role by which ECS pulls the image, fetches secrets and writes logs: a name or an ARN.", Kinds.Text, s => s.ExecutionRole, (s, v) => s with { ExecutionRole = v }) { Aliases = ["executionRoleArn"] },
            new ReferenceMember<ContainerSettings, IReadOnlyDictionary<string, VolumeSettings>>("volumes", "The ECS task's volumes by name.", new MapKind<VolumeSettings>(Volume, "a map from names to volumes, such as {scratch: {}}", NameRules.Container), s => s.Volumes, (s, v) => s with { Volumes = v }),
            new ReferenceMember<ContainerSettings, IReadOnlyDictionary<string, SidecarSettings>>("sidecars", "The other containers of the ECS task, by name.", new MapKind<SidecarSettings>(Sidecar, "a map from names to containers, such as {proxy: {image: nginx:1.27}}", NameRules.Container), s => s.Sidecars, (s, v) => s with { Sidecars = v }) { Aliases = ["containers"] },
            new ReferenceMember<ContainerSettings, IReadOnlyDictionary<string, string>>("tags", "Tags for the revision and the ECS task.", new MapKind<string>(Kinds.Spelled, "a map, such as {team: sales}", NameRules.Tag), s => s.Tags, (s, v) => s with { Tags = v }),
            new ReferenceMember<ContainerSettings, IReadOnlyList<string>>("capacity", "Where to run, in order of preference: FARGATE, FARGATE_SPOT, or a capacity provider of the cluster. Default: FARGATE.", new ListKind<string>(Kinds.Text, "a name or a list of names, such as [FARGATE_SPOT, FARGATE]", orOne: true), s => s.Capacity, (s, v) => s with { Capacity = v }) { Aliases = ["capacityProvider", "capacityProviders", "launchType", "capacityProviderStrategy"] },
            new ReferenceMember<ContainerSettings, IReadOnlyList<string>>("subnets", "The subnets to use, at most 16.", new ListKind<string>(Kinds.Text, "a list, such as [subnet-0123]"), s => s.Subnets, (s, v) => s with { Subnets = v }) { Aliases = ["subnet"] },
            new ReferenceMember<ContainerSettings, IReadOnlyList<string>>("securityGroups", "The security groups, at most 5. Default: the VPC's default group.", new ListKind<string>(Kinds.Text, "a list, such as [sg-0123]"), s => s.SecurityGroups, (s, v) => s with { SecurityGroups = v }) { Aliases = ["securityGroup"] },
            new ValueMember<ContainerSettings, bool>("assignPublicIp", "Whether the ECS task gets a public address. Default: false.", Kinds.Flag, s => s.AssignPublicIp, (s, v) => s with { AssignPublicIp = v }) { Aliases = ["publicIp"] },
            new ReferenceMember<ContainerSettings, string>("platformVersion", "The Fargate platform version. Default: LATEST.", Kinds.Text, s => s.PlatformVersion, (s, v) => s with { PlatformVersion = v }),
            new ValueMember<ContainerSettings, bool>("enableExecuteCommand", "Whether 'aws ecs execute-command' may open a shell in the container. Default: false.", Kinds.Flag, s => s.EnableExecuteCommand, (s, v) => s with { EnableExecuteCommand = v }),
            new ReferenceMember<ContainerSettings, System.Text.Json.Nodes.JsonObject>("raw", "Any other member of RegisterTaskDefinition, spelled as AWS does.", new RawKind(), s => s.Raw, (s, v) => s with { Raw = v }),
        ])
    {
        Unknown = RawMembers.Explain,
    };

    private static IEnumerable<Member<T>> Common<T>()
        where T : ContainerBase =>
        [
            new ReferenceMember<T, string>("image", "The image and its version, range or digest: dbt-model:1.0.1, dbt-model:^1.0, dbt-model@sha256:….", Kinds.Text, s => s.Image, (s, v) => s with { Image = v }),
            new ReferenceMember<T, IReadOnlyList<string>>("entryPoint", "The entry point. Default: the image's.", Kinds.Words("a list, such as [/bin/sh, -c]"), s => s.EntryPoint, (s, v) => s with { EntryPoint = v }),
            new ReferenceMember<T, IReadOnlyList<string>>("command", "The command. Default: the image's.", Kinds.Words("a list, such as [dbt, run]"), s => s.Command, (s, v) => s with { Command = v }) { Aliases = ["cmd", "args"] },
            new ReferenceMember<T, IReadOnlyDictionary<string, string>>("env", "Environment variables.", Variables, s => s.Env, (s, v) => s with { Env = v }) { Aliases = ["environment", "envs", "variables"] },
            new ReferenceMember<T, IReadOnlyDictionary<string, SecretReference>>("secrets", "Environment variables whose values ECS fetches at start.", Secrets, s => s.Secrets, (s, v) => s with { Secrets = v }),
            new ReferenceMember<T, LogSettings>("logs", "Where the output goes.", Logs, s => s.Logs, (s, v) => s with { Logs = v }) { Aliases = ["logConfiguration", "logging", "log"] },
            new ReferenceMember<T, IReadOnlyDictionary<string, MountSettings>>("mounts", "Which volume is mounted where.", new MapKind<MountSettings>(Mount, "a map from paths to volumes, such as {/data: scratch}", NameRules.AbsolutePath), s => s.Mounts, (s, v) => s with { Mounts = v }) { Aliases = ["mountPoints"] },
            new ReferenceMember<T, IReadOnlyList<VolumesFromSettings>>("volumesFrom", "Containers whose mounts this one gets too.", new ListKind<VolumesFromSettings>(Kinds.VolumesFrom, "a list of containers, such as [proxy, tools:ro]"), s => s.VolumesFrom, (s, v) => s with { VolumesFrom = v }),
            new ReferenceMember<T, IReadOnlyList<PortSettings>>("portMappings", "Ports that the container listens on.", new ListKind<PortSettings>(Kinds.Port, "a list of ports, such as [8080, 53/udp]"), s => s.PortMappings, (s, v) => s with { PortMappings = v }) { Aliases = ["ports"] },
            new ValueMember<T, bool>("readonlyRootFilesystem", "Whether the container's own file system can't be written. Default: false.", Kinds.Flag, s => s.ReadonlyRootFilesystem, (s, v) => s with { ReadonlyRootFilesystem = v }),
            new ReferenceMember<T, string>("user", "The user: name or uid, with ':' and group or gid if need be. Default: the image's.", Kinds.Spelled, s => s.User, (s, v) => s with { User = v }),
            new ReferenceMember<T, string>("workingDirectory", "The working directory. Default: the image's.", Kinds.Text, s => s.WorkingDirectory, (s, v) => s with { WorkingDirectory = v }) { Aliases = ["workdir", "cwd"] },
            new ReferenceMember<T, HealthCheckSettings>("healthCheck", "How ECS finds out whether the container is well.", HealthCheck, s => s.HealthCheck, (s, v) => s with { HealthCheck = v }),
            new ValueMember<T, TimeSpan>("stopTimeout", "How long after SIGTERM comes SIGKILL, at most 2m on Fargate. ECS's default: 30s.", Kinds.Duration, s => s.StopTimeout, (s, v) => s with { StopTimeout = v }),
            new ValueMember<T, TimeSpan>("startTimeout", "How long others wait for this container, at most 2m on Fargate.", Kinds.Duration, s => s.StartTimeout, (s, v) => s with { StartTimeout = v }),
            new ReferenceMember<T, IReadOnlyDictionary<string, DependencyCondition>>("dependsOn", "Containers that must be started, completed, succeeded or healthy before this one starts.", new MapKind<DependencyCondition>(Condition, "a map from containers to conditions, such as {proxy: healthy}", NameRules.Container), s => s.DependsOn, (s, v) => s with { DependsOn = v }),
            new ReferenceMember<T, SecretReference>("repositoryCredentials", "The Secrets Manager secret with username and password of a private registry outside ECR.", Kinds.Secret, s => s.RepositoryCredentials, (s, v) => s with { RepositoryCredentials = v }),
        ];
}
