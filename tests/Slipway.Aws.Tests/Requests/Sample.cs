using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Aws.Ecs;

namespace Slipway.Aws.Tests.Requests;

/// <summary>
/// Makes records with nothing but what is required, or with every property set, nested ones too. Made by reflection, so that a property
/// added later is in the full sample without anybody's remembering.
/// </summary>
internal static class Sample
{
    internal static object Minimal(Type type) => Make(type, full: false);

    internal static object Full(Type type) => Make(type, full: true);

    /// <summary>Every settable property that reaches the wire.</summary>
    internal static IEnumerable<PropertyInfo> WireProperties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute)));

    private static object Make(Type type, bool full)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var property in WireProperties(type).Where(property => full || property.IsDefined(typeof(RequiredMemberAttribute))))
            property.SetValue(made, Value(property.PropertyType, property.Name, full));
        return made;
    }

    private static object Value(Type declared, string name, bool full)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
            return $"some-{name}";
        if (type == typeof(int))
            return 7;
        if (type == typeof(long))
            return 1234567890123L;
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.FromUnixTimeMilliseconds(1767614400123);
        if (type == typeof(ReadOnlyMemory<byte>))
            return new ReadOnlyMemory<byte>([1, 2, 250]);
        if (type == typeof(JsonObject))
            return Definition(full);
        if (type == typeof(TaskDefinition))
        {
            var raw = Definition(full);
            raw["taskDefinitionArn"] = "arn:aws:ecs:eu-central-1:123456789012:task-definition/dbt-model:1";
            return (TaskDefinition)Make(type, full) with { Raw = raw };
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(element, 1);
            list.SetValue(Value(element, name, full), 0);
            return list;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var element = type.GetGenericArguments()[1];
            var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
            dictionary["some-key"] = Value(element, name, full);
            return dictionary;
        }

        return type.Namespace!.StartsWith("Slipway.Aws", StringComparison.Ordinal)
            ? Make(type, full)
            : throw new NotSupportedException($"No sample for {type}, of property {name}: add one.");
    }

    private static JsonObject Definition(bool full) => JsonNode.Parse(full
        ? """
          {
            "family": "dbt-model", "taskRoleArn": "arn:aws:iam::1:role/task", "executionRoleArn": "arn:aws:iam::1:role/execution",
            "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "1024", "memory": "2048",
            "ephemeralStorage": {"sizeInGiB": 30}, "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
            "volumes": [{"name": "models", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": "/", "transitEncryption": "ENABLED",
              "transitEncryptionPort": 2049, "authorizationConfig": {"accessPointId": "fsap-1", "iam": "ENABLED"}}}],
            "enableFaultInjection": false,
            "containerDefinitions": [{
              "name": "main", "image": "registry/dbt-model@sha256:aa", "repositoryCredentials": {"credentialsParameter": "arn:aws:secretsmanager:x"},
              "cpu": 512, "memory": 1024, "memoryReservation": 512, "essential": true, "entryPoint": ["/bin/sh"], "command": ["-c", "true"],
              "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp", "name": "http", "appProtocol": "http"}],
              "environment": [{"name": "A", "value": "1"}], "environmentFiles": [{"value": "arn:aws:s3:::b/e.env", "type": "s3"}],
              "secrets": [{"name": "PASSWORD", "valueFrom": "arn:aws:secretsmanager:x"}],
              "mountPoints": [{"sourceVolume": "models", "containerPath": "/models", "readOnly": true}],
              "volumesFrom": [{"sourceContainer": "side", "readOnly": true}],
              "linuxParameters": {"initProcessEnabled": true, "capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}},
              "dependsOn": [{"containerName": "side", "condition": "HEALTHY"}], "startTimeout": 30, "stopTimeout": 120,
              "user": "1000:1000", "workingDirectory": "/work", "readonlyRootFilesystem": true, "privileged": false, "interactive": false,
              "pseudoTerminal": false, "dockerLabels": {"a": "b"}, "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 2048}],
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/slipway", "mode": "blocking"},
                "secretOptions": [{"name": "token", "valueFrom": "arn:aws:ssm:x"}]},
              "healthCheck": {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 3, "startPeriod": 10},
              "systemControls": [{"namespace": "net.ipv4.tcp_keepalive_time", "value": "60"}],
              "resourceRequirements": [{"type": "GPU", "value": "1"}], "versionConsistency": "enabled"
            }]
          }
          """
        : """{"family": "dbt-model", "containerDefinitions": []}""")!.AsObject();
}
