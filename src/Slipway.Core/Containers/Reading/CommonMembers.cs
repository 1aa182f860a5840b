namespace Slipway.Core.Containers.Reading;

/// <summary>The members that the main container and its sidecars have in common.</summary>
internal static class CommonMembers
{
    private static readonly Kind<IReadOnlyDictionary<string, string>> Variables =
        new MapKind<string>(Kinds.Spelled, "a map, such as {NAME: value}", NameRules.Variable);

    private static readonly Kind<IReadOnlyDictionary<string, SecretReference>> Secrets =
        new MapKind<SecretReference>(Kinds.Secret, "a map from names to references, such as {PASSWORD: ssm:/data/password}", NameRules.Variable);

    private static readonly Kind<DependencyCondition> Condition = Kinds.OneOf(
        ("started", DependencyCondition.Started), ("completed", DependencyCondition.Completed), ("succeeded", DependencyCondition.Succeeded), ("healthy", DependencyCondition.Healthy),
        ("START", DependencyCondition.Started), ("COMPLETE", DependencyCondition.Completed), ("SUCCESS", DependencyCondition.Succeeded));

    public static IEnumerable<Member<T>> Of<T>()
        where T : ContainerBase =>
        [
            Members<T>.Of(
                "image", Kinds.Text, s => s.Image, (s, v) => s with { Image = v },
                "The image and its version, range or digest: dbt-model:1.0.1, dbt-model:^1.0, dbt-model@sha256:…."),
            Members<T>.Of(
                "entryPoint", Kinds.Words("a list, such as [/bin/sh, -c]"), s => s.EntryPoint, (s, v) => s with { EntryPoint = v },
                "The entry point. Default: the image's."),
            Members<T>.Of(
                "command", Kinds.Words("a list, such as [dbt, run]"), s => s.Command, (s, v) => s with { Command = v },
                "The command. Default: the image's.", "cmd", "args"),
            Members<T>.Of(
                "env", Variables, s => s.Env, (s, v) => s with { Env = v },
                "Environment variables.", "environment", "envs", "variables"),
            Members<T>.Of(
                "secrets", Secrets, s => s.Secrets, (s, v) => s with { Secrets = v },
                "Environment variables whose values ECS fetches at start."),
            Members<T>.Of(
                "logs", LogShape.Value, s => s.Logs, (s, v) => s with { Logs = v },
                "Where the output goes.", "logConfiguration", "logging", "log"),
            Members<T>.Of(
                "mounts",
                new MapKind<MountSettings>(VolumeShapes.Mount, "a map from paths to volumes, such as {/data: scratch}", NameRules.AbsolutePath),
                s => s.Mounts, (s, v) => s with { Mounts = v },
                "Which volume is mounted where.", "mountPoints"),
            Members<T>.Of(
                "volumesFrom",
                new ListKind<VolumesFromSettings>(Kinds.VolumesFrom, "a list of containers, such as [proxy, tools:ro]"),
                s => s.VolumesFrom, (s, v) => s with { VolumesFrom = v },
                "Containers whose mounts this one gets too."),
            Members<T>.Of(
                "portMappings",
                new ListKind<PortSettings>(Kinds.Port, "a list of ports, such as [8080, 53/udp]"),
                s => s.PortMappings, (s, v) => s with { PortMappings = v },
                "Ports that the container listens on.", "ports"),
            Members<T>.Of(
                "readonlyRootFilesystem", Kinds.Flag, s => s.ReadonlyRootFilesystem, (s, v) => s with { ReadonlyRootFilesystem = v },
                "Whether the container's own file system can't be written. Default: false."),
            Members<T>.Of(
                "user", Kinds.Spelled, s => s.User, (s, v) => s with { User = v },
                "The user: name or uid, with ':' and group or gid if need be. Default: the image's."),
            Members<T>.Of(
                "workingDirectory", Kinds.Text, s => s.WorkingDirectory, (s, v) => s with { WorkingDirectory = v },
                "The working directory. Default: the image's.", "workdir", "cwd"),
            Members<T>.Of(
                "healthCheck", HealthCheckShape.Value, s => s.HealthCheck, (s, v) => s with { HealthCheck = v },
                "How ECS finds out whether the container is well."),
            Members<T>.Of(
                "stopTimeout", Kinds.Duration, s => s.StopTimeout, (s, v) => s with { StopTimeout = v },
                "How long after SIGTERM comes SIGKILL, at most 2m on Fargate. ECS's default: 30s."),
            Members<T>.Of(
                "startTimeout", Kinds.Duration, s => s.StartTimeout, (s, v) => s with { StartTimeout = v },
                "How long others wait for this container, at most 2m on Fargate."),
            Members<T>.Of(
                "dependsOn",
                new MapKind<DependencyCondition>(Condition, "a map from containers to conditions, such as {proxy: healthy}", NameRules.Container),
                s => s.DependsOn, (s, v) => s with { DependsOn = v },
                "Containers that must be started, completed, succeeded or healthy before this one starts."),
            Members<T>.Of(
                "repositoryCredentials", Kinds.Secret, s => s.RepositoryCredentials, (s, v) => s with { RepositoryCredentials = v },
                "The Secrets Manager secret with username and password of a private registry outside ECR."),
        ];
}
