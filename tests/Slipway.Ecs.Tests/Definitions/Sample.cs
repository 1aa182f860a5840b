using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Images;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Images;

namespace Slipway.Ecs.Tests.Definitions;

/// <summary>Settings, images and an environment to bind in tests.</summary>
internal static class Sample
{
    public const string Registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

    public const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public const string OtherDigest = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    public static BindingEnvironment Environment { get; } = new() { Account = "111122223333", Region = "eu-west-1", Cluster = "dev", DefaultRegistry = Registry };

    /// <summary>The least that binds.</summary>
    public const string Least = """{ "image": "dbt-model:1.0.1", "executionRole": "execution", "subnets": ["subnet-1"] }""";

    /// <summary>Every member of container settings.</summary>
    public const string Everything = """
        {
          "image": "team/dbt-model:1.0.1", "entryPoint": ["/bin/sh", "-c"], "command": ["dbt run"],
          "env": { "B": "2", "A": "1" },
          "secrets": { "TOKEN": "secretsmanager:warehouse:token", "PASSWORD": "ssm:/data/password" },
          "logs": { "group": "/slipway/dev", "streamPrefix": "dbt", "mode": "non-blocking", "maxBufferSize": "25 MiB", "createGroup": true,
            "options": { "awslogs-datetime-format": "%Y" } },
          "mounts": { "/shared": { "volume": "shared", "readOnly": true }, "/data": "scratch" },
          "volumesFrom": ["tools:ro", "proxy"], "portMappings": ["53/udp", 8080], "readonlyRootFilesystem": true, "user": "1000:1000", "workingDirectory": "/app",
          "healthCheck": { "command": ["curl", "-f", "http://localhost/"], "interval": "10s", "timeout": "3s", "retries": 2, "startPeriod": "1m" },
          "stopTimeout": "2m", "startTimeout": "1m", "dependsOn": { "proxy": "healthy", "tools": "succeeded" }, "repositoryCredentials": "secretsmanager:registry",
          "name": "dbt", "family": "sales-dbt", "cpu": 1, "memory": "4 GiB", "ephemeralStorage": "50 GiB", "architecture": "arm64", "operatingSystem": "LINUX",
          "taskRole": "dbt-task", "executionRole": "arn:aws:iam::111122223333:role/execution",
          "volumes": { "shared": { "efs": { "fileSystem": "fs-1", "accessPoint": "fsap-1", "iam": true, "transitEncryptionPort": 2049 } }, "scratch": {} },
          "sidecars": {
            "tools": { "image": "tools:1.0", "command": ["prepare"], "logs": { "driver": "none" } },
            "proxy": { "image": "public.ecr.aws/nginx/nginx:1.27", "essential": true, "cpu": 0.25, "memory": "256 MiB", "env": { "Z": "1", "Y": "2" },
              "healthCheck": { "command": ["CMD-SHELL", "true"] } }
          },
          "tags": { "team": "sales" }, "capacity": ["FARGATE_SPOT", "FARGATE"], "subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"], "assignPublicIp": true,
          "platformVersion": "1.4.0", "enableExecuteCommand": true,
          "raw": { "pidMode": "task", "containerDefinitions": [{ "name": "dbt", "dockerLabels": { "b": "2", "a": "1" }, "linuxParameters": { "initProcessEnabled": true } }] }
        }
        """;

    public static ContainerSettings Settings(string json) => ContainerSettingsReader.Read(JsonNode.Parse(json)!.AsObject()).OrThrow();

    /// <summary>Settings made from the least by changing members.</summary>
    public static ContainerSettings Changed(string patch, string basis = Least) => Settings(patch).Merge(Settings(basis));

    public static ResolvedImage Image(string reference, string digest = Digest)
    {
        var parsed = ImageReference.Parse(reference);
        var located = parsed.Registry is null ? parsed.At(Registry) : parsed;
        return new ResolvedImage { Requested = located, Reference = located.PinnedTo(digest), Digest = digest, Tag = located.Tag };
    }

    public static LaunchImages Images(ContainerSettings settings, string digest = Digest) => new(Image(settings.Image!, digest))
    {
        Sidecars = (settings.Sidecars ?? new Dictionary<string, SidecarSettings>()).ToDictionary(pair => pair.Key, pair => Image(pair.Value.Image!, OtherDigest)),
    };

    public static BoundLaunch Bind(ContainerSettings settings, RunRequest? run = null, string digest = Digest) =>
        DefinitionBinder.Bind(settings, Images(settings, digest), Environment, run ?? RunRequest.Plain);

    public static BoundLaunch Bind(string json, RunRequest? run = null) => Bind(Settings(json), run);
}
