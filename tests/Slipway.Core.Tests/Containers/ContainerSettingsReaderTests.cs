using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Core.Tests.Containers;

public sealed class ContainerSettingsReaderTests
{
    private const string Everything = """
        {
          "image": "dbt-model:^1.0", "entryPoint": ["/bin/sh", "-c"], "command": ["dbt", "run", 5],
          "env": { "DBT_TARGET": "prod", "THREADS": 4, "RATIO": 1.10, "DEBUG": true },
          "secrets": { "PASSWORD": "ssm:/data/password", "TOKEN": "secretsmanager:warehouse:token" },
          "logs": { "group": "/slipway/dev", "region": "eu-west-1", "streamPrefix": "dbt", "mode": "non-blocking", "maxBufferSize": "25 MiB",
            "createGroup": true, "options": { "awslogs-datetime-format": "%Y" }, "secretOptions": { "splunk-token": "ssm:splunk" } },
          "mounts": { "/data": "scratch", "/shared": { "volume": "shared", "readOnly": true } },
          "volumesFrom": ["proxy", "tools:ro"], "portMappings": [8080, "53/udp"], "readonlyRootFilesystem": true, "user": 1000, "workingDirectory": "/app",
          "healthCheck": { "command": ["true"], "interval": "30s", "timeout": 5, "retries": 3, "startPeriod": "1m" },
          "stopTimeout": "1m30s", "startTimeout": 60, "dependsOn": { "proxy": "healthy" }, "repositoryCredentials": "secretsmanager:registry",
          "name": "dbt", "family": "slipway-dbt", "cpu": 0.5, "memory": "2 GiB", "ephemeralStorage": 50, "architecture": "arm64", "operatingSystem": "LINUX",
          "taskRole": "dbt-task", "executionRole": "arn:aws:iam::123456789012:role/execution",
          "volumes": { "scratch": {}, "host": { "hostPath": "/mnt" }, "shared": { "efs": { "fileSystem": "fs-1", "path": "/a", "accessPoint": "fsap-1", "iam": true, "transitEncryption": true, "transitEncryptionPort": 2049 } } },
          "sidecars": { "proxy": { "image": "nginx:1.27", "essential": true, "cpu": "128 units", "memory": 256, "env": { "A": "b" } }, "tools": { "image": "tools:1" } },
          "tags": { "team": "sales" }, "capacity": ["FARGATE_SPOT", "FARGATE"], "subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": true,
          "platformVersion": "1.4.0", "enableExecuteCommand": true, "raw": { "pidMode": "task" }
        }
        """;

    [Fact]
    public void Every_member_is_read()
    {
        var settings = Read(Everything).OrThrow();

        Assert.All(typeof(ContainerSettings).GetProperties(), property => Assert.True(property.GetValue(settings) is not null, $"{property.Name} was not read"));
        Assert.Equal((512, 2048, 50), (settings.CpuUnits, settings.MemoryMiB, settings.EphemeralStorageGiB));
        Assert.Equal(["dbt", "run", "5"], settings.Command!);
        Assert.Equal(["prod", "4", "1.10", "true"], settings.Env!.Values);
        Assert.Equal(new PortSettings(53, PortProtocol.Udp), settings.PortMappings![1]);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.StopTimeout);
        Assert.Equal(CpuArchitecture.Arm64, settings.Architecture);
        Assert.Equal((128, 256), (settings.Sidecars!["proxy"].CpuUnits, settings.Sidecars["proxy"].MemoryMiB));
    }

    [Fact]
    public void What_is_written_reads_the_same_again()
    {
        var once = ContainerSettingsReader.Write(Read(Everything).OrThrow());
        var twice = ContainerSettingsReader.Write(ContainerSettingsReader.Read(once).OrThrow());

        Assert.Equal(once.ToJsonString(), twice.ToJsonString());
    }

    [Fact]
    public void All_problems_are_found_at_once_each_with_its_place()
    {
        var reading = Read("""
            { "imagee": "x", "cpu": "lots", "env": { "A B": "1", "C": [1] }, "logs": { "mode": "sometimes" }, "sidecars": { "proxy": { "environment": {} } },
              "secrets": { "P": "hunter2" }, "mounts": { "data": "scratch" }, "healthCheck": { "retries": 11 }, "memory": null, "pidMode": "task" }
            """);

        Assert.Equal(
            [
                "$.imagee settings.unknown-member",
                "$.cpu settings.bad-value",
                "$.env['A B'] settings.bad-name",
                "$.env.C settings.wrong-type",
                "$.logs.mode settings.bad-value",
                "$.sidecars.proxy.environment settings.unknown-member",
                "$.secrets.P settings.bad-value",
                "$.mounts.data settings.bad-name",
                "$.healthCheck.retries settings.bad-value",
                "$.healthCheck settings.missing-member",
                "$.pidMode settings.unknown-member",
            ],
            reading.Problems.Select(problem => $"{problem.Path} {problem.Code}"));
        var thrown = Assert.Throws<InvalidSettingsException>(reading.OrThrow);
        Assert.Equal("settings.invalid", thrown.Code);
        Assert.All(reading.Problems, problem => Assert.Contains(problem.ToString(), thrown.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imagee", "did you mean 'image'")]
    [InlineData("stop-timeout", "did you mean 'stopTimeout'")]
    [InlineData("securtiyGroups", "did you mean 'securityGroups'")]
    [InlineData("environment", "it is called 'env'")]
    [InlineData("taskRoleArn", "it is called 'taskRole'")]
    [InlineData("pidMode", "raw: {pidMode: …}")]
    [InlineData("linuxParameters", "raw: {containerDefinitions: [{name: main, linuxParameters: …}]}")]
    [InlineData("zzz", "container settings may have: image, entryPoint")]
    public void An_unknown_member_is_explained(string name, string expected)
    {
        var problem = Assert.Single(Read(new JsonObject { [name] = "x" }.ToJsonString()).Problems);

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_replaces_scalars_and_lists_and_joins_maps_by_key()
    {
        var defaults = Read("""
            { "cpu": 1, "memory": "4 GiB", "command": ["a", "b"], "env": { "A": "default", "B": "default" }, "logs": { "group": "g", "mode": "non-blocking" },
              "sidecars": { "proxy": { "image": "nginx:1", "env": { "X": "1" } } }, "raw": { "a": { "x": 1, "y": 1 }, "b": [1] }, "assignPublicIp": true }
            """).OrThrow();
        var own = Read("""
            { "cpu": 2, "command": ["c"], "env": { "A": "own", "C": "own" }, "logs": { "group": "h" },
              "sidecars": { "proxy": { "image": "nginx:2" } }, "raw": { "a": { "y": 2 }, "b": [2] }, "assignPublicIp": false }
            """).OrThrow();

        var merged = ContainerSettingsReader.Write(own.Merge(defaults));

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    { "command": ["c"], "env": { "A": "own", "B": "default", "C": "own" }, "logs": { "group": "h", "mode": "non-blocking" }, "cpu": 2, "memory": "4 GiB",
                      "sidecars": { "proxy": { "image": "nginx:2", "env": { "X": "1" } } }, "assignPublicIp": false, "raw": { "a": { "x": 1, "y": 2 }, "b": [2] } }
                    """),
                merged),
            merged.ToJsonString());
    }

    private static SettingsReading Read(string json) => ContainerSettingsReader.Read(JsonNode.Parse(json)!.AsObject());
}
