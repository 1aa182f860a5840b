using System.Reflection;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Tests.Definitions;

/// <summary>
/// Every property of container settings, found by reflection, with a change of that property alone: it changes the hash, or is known to belong to a run. A
/// property that is added and forgotten in the definition, or here, fails.
/// </summary>
public sealed class DefinitionFieldTests
{
    private const string Basis = """
        { "image": "dbt-model:1.0.1", "cpu": 1, "memory": "4 GiB", "executionRole": "execution", "taskRole": "dbt", "subnets": ["subnet-1"], "logs": { "group": "/slipway/dev" },
          "volumes": { "a": {}, "b": {} }, "sidecars": { "side": { "image": "tools:1.0" }, "one": { "image": "tools:1.0" }, "two": { "image": "tools:1.0" } } }
        """;

    private const string OnEc2 = """{ "capacity": ["my-provider"], "volumes": { "v": {} } }""";
    private const string WithEfs = """{ "volumes": { "v": { "efs": { "fileSystem": "fs-1" } } } }""";

    private static readonly Change[] OfContainer =
    [
        new("Image", """{ "image": "other:1.0.1" }"""),
        new("EntryPoint", """{ "entryPoint": ["/bin/sh"] }"""),
        new("Secrets", """{ "secrets": { "S": "ssm:/other" } }""", """{ "secrets": { "S": "ssm:/one" } }"""),
        new("Logs.Driver", """{ "logs": { "driver": "splunk" } }"""),
        new("Logs.Group", """{ "logs": { "group": "other" } }"""),
        new("Logs.Region", """{ "logs": { "region": "us-east-1" } }"""),
        new("Logs.StreamPrefix", """{ "logs": { "streamPrefix": "other" } }"""),
        new("Logs.Mode", """{ "logs": { "mode": "non-blocking" } }"""),
        new("Logs.MaxBufferMiB", """{ "logs": { "maxBufferSize": "25 MiB" } }""", """{ "logs": { "mode": "non-blocking" } }"""),
        new("Logs.CreateGroup", """{ "logs": { "createGroup": true } }"""),
        new("Logs.Options", """{ "logs": { "options": { "awslogs-datetime-format": "%Y" } } }"""),
        new("Logs.SecretOptions", """{ "logs": { "secretOptions": { "splunk-token": "ssm:/token" } } }""", """{ "logs": { "driver": "splunk" } }"""),
        new("Mounts.Volume", """{ "mounts": { "/m": { "volume": "b" } } }""", """{ "mounts": { "/m": { "volume": "a" } } }"""),
        new("Mounts.ReadOnly", """{ "mounts": { "/m": { "readOnly": true } } }""", """{ "mounts": { "/m": { "volume": "a" } } }"""),
        new("VolumesFrom.Container", """{ "volumesFrom": ["two"] }""", """{ "volumesFrom": ["one"] }"""),
        new("VolumesFrom.ReadOnly", """{ "volumesFrom": ["one:ro"] }""", """{ "volumesFrom": ["one"] }"""),
        new("PortMappings.Port", """{ "portMappings": [81] }""", """{ "portMappings": [80] }"""),
        new("PortMappings.Protocol", """{ "portMappings": ["80/udp"] }""", """{ "portMappings": [80] }"""),
        new("ReadonlyRootFilesystem", """{ "readonlyRootFilesystem": true }"""),
        new("User", """{ "user": "1000" }"""),
        new("WorkingDirectory", """{ "workingDirectory": "/work" }"""),
        new("HealthCheck.Command", """{ "healthCheck": { "command": ["CMD", "false"] } }""", """{ "healthCheck": { "command": ["CMD", "true"] } }"""),
        new("HealthCheck.Interval", """{ "healthCheck": { "interval": "10s" } }""", """{ "healthCheck": { "command": ["CMD", "true"] } }"""),
        new("HealthCheck.Timeout", """{ "healthCheck": { "timeout": "3s" } }""", """{ "healthCheck": { "command": ["CMD", "true"] } }"""),
        new("HealthCheck.Retries", """{ "healthCheck": { "retries": 2 } }""", """{ "healthCheck": { "command": ["CMD", "true"] } }"""),
        new("HealthCheck.StartPeriod", """{ "healthCheck": { "startPeriod": "1m" } }""", """{ "healthCheck": { "command": ["CMD", "true"] } }"""),
        new("StopTimeout", """{ "stopTimeout": "1m" }"""),
        new("StartTimeout", """{ "startTimeout": "1m" }"""),
        new("DependsOn", """{ "dependsOn": { "one": "completed" } }""", """{ "dependsOn": { "one": "started" } }"""),
        new("RepositoryCredentials", """{ "repositoryCredentials": "secretsmanager:registry" }"""),
    ];

    // RunTask overrides these of any container; only the main container's go as overrides.
    private static readonly Change[] Overridable = [new("Command", """{ "command": ["other"] }"""), new("Env", """{ "env": { "A": "1" } }""")];

    private static readonly Change[] OfSidecar =
    [
        new("Essential", """{ "essential": true }"""),
        new("CpuUnits", """{ "cpu": 0.25 }"""),
        new("MemoryMiB", """{ "memory": "256 MiB" }"""),
    ];

    private static readonly Change[] OfTask =
    [
        new("Name", """{ "name": "dbt" }"""),
        new("Family", """{ "family": "other" }"""),
        new("CpuUnits", """{ "cpu": 2 }"""),
        new("MemoryMiB", """{ "memory": "5 GiB" }"""),
        new("EphemeralStorageGiB", """{ "ephemeralStorage": "50 GiB" }"""),
        new("Architecture", """{ "architecture": "arm64" }"""),
        new("OperatingSystem", """{ "operatingSystem": "WINDOWS_SERVER_2022_CORE" }"""),
        new("ExecutionRole", """{ "executionRole": "other" }"""),
        new("Volumes.Efs.FileSystem", """{ "volumes": { "v": { "efs": { "fileSystem": "fs-2" } } } }""", WithEfs),
        new("Volumes.Efs.Path", """{ "volumes": { "v": { "efs": { "path": "/data" } } } }""", WithEfs),
        new("Volumes.Efs.AccessPoint", """{ "volumes": { "v": { "efs": { "accessPoint": "fsap-1" } } } }""", WithEfs),
        new("Volumes.Efs.Iam", """{ "volumes": { "v": { "efs": { "iam": true } } } }""", WithEfs),
        new("Volumes.Efs.TransitEncryption", """{ "volumes": { "v": { "efs": { "transitEncryption": false } } } }""", WithEfs),
        new("Volumes.Efs.TransitEncryptionPort", """{ "volumes": { "v": { "efs": { "transitEncryptionPort": 2049 } } } }""", WithEfs),
        new("Volumes.HostPath", """{ "volumes": { "v": { "hostPath": "/data" } } }""", OnEc2),
        new("Capacity", """{ "capacity": ["my-provider"] }"""),
        new("Raw", """{ "raw": { "pidMode": "task" } }"""),
    ];

    private static readonly Change[] OfRun =
    [
        .. Overridable,
        new("TaskRole", """{ "taskRole": "other" }"""),
        new("Tags", """{ "tags": { "team": "sales" } }"""),
        new("Capacity", """{ "capacity": ["FARGATE_SPOT", "FARGATE"] }"""),
        new("Subnets", """{ "subnets": ["subnet-2"] }"""),
        new("SecurityGroups", """{ "securityGroups": ["sg-1"] }"""),
        new("AssignPublicIp", """{ "assignPublicIp": true }"""),
        new("PlatformVersion", """{ "platformVersion": "1.4.0" }"""),
        new("EnableExecuteCommand", """{ "enableExecuteCommand": true }"""),
    ];

    private static readonly Change[] Hashed =
    [
        .. OfContainer,
        .. OfTask,
        .. OfContainer.Concat(Overridable).Concat(OfSidecar).Select(change => new Change($"Sidecars.{change.Property}", InSide(change.Patch), InSide(change.Before))),
    ];

    public static TheoryData<string> HashedProperties => [.. Hashed.Select(change => change.Property)];

    public static TheoryData<string> PropertiesOfARun => [.. OfRun.Select(change => change.Property)];

    [Fact]
    public void Every_property_is_here() => Assert.Equal(
        PropertiesOf(typeof(ContainerSettings), "").Order(StringComparer.Ordinal),
        Hashed.Concat(OfRun).Select(change => change.Property).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(HashedProperties))]
    public void Another_value_changes_the_hash(string property)
    {
        var change = Hashed.Single(change => change.Property == property);
        Assert.NotEqual(HashOf(change.Before), HashOf(change.Before, change.Patch));
    }

    [Theory]
    [MemberData(nameof(PropertiesOfARun))]
    public void What_belongs_to_a_run_does_not(string property)
    {
        var change = OfRun.Single(change => change.Property == property);
        Assert.Equal(HashOf(change.Before), HashOf(change.Before, change.Patch));
        Assert.NotEqual(SettingsOf(change.Before), SettingsOf(change.Before, change.Patch));
    }

    [Fact]
    public void Fargates_own_storage_that_is_spelled_out_does_not() => Assert.Equal(HashOf(), HashOf("""{ "ephemeralStorage": "20 GiB" }"""));

    [Fact]
    public void Nothing_that_a_run_wants_for_itself_does()
    {
        var run = new RunRequest
        {
            Command = ["other"],
            Env = new Dictionary<string, string> { ["A"] = "1" },
            CpuUnits = 2048,
            MemoryMiB = 8192,
            EphemeralStorageGiB = 50,
            Tags = new Dictionary<string, string> { ["team"] = "sales" },
        };
        Assert.All(
            typeof(RunRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance),
            property => Assert.NotEqual(property.GetValue(RunRequest.Plain), property.GetValue(run)));

        Assert.Equal(HashOf(), Sample.Bind(SettingsOf(), run).Definition.Hash);
    }

    private static DefinitionHash HashOf(params string[] patches) => Sample.Bind(SettingsOf(patches)).Definition.Hash;

    private static string SettingsOf(params string[] patches)
    {
        var settings = JsonNode.Parse(Basis)!.AsObject();
        foreach (var patch in patches)
            Apply(settings, JsonNode.Parse(patch)!.AsObject());
        return settings.ToJsonString();
    }

    private static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject known)
                Apply(known, inner);
            else
                target[name] = value?.DeepClone();
        }
    }

    private static string InSide(string patch) => $$"""{ "sidecars": { "side": {{patch}} } }""";

    private static IEnumerable<string> PropertiesOf(Type type, string path) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from name in ContentOf(property.PropertyType) is { } inner ? PropertiesOf(inner, $"{path}{property.Name}.") : [path + property.Name]
        select name;

    // The settings inside a property: its type, or that of its list's items or its map's values. Null: a plain value.
    private static Type? ContentOf(Type type)
    {
        var content = type.IsGenericType ? type.GetGenericArguments()[^1] : type;
        return content.Namespace == typeof(ContainerSettings).Namespace && !content.IsEnum && content != typeof(SecretReference) ? content : null;
    }

    private sealed record Change(string Property, string Patch, string Before = "{}");
}
