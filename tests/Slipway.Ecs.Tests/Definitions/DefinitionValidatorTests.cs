using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Definitions.Validation;

namespace Slipway.Ecs.Tests.Definitions;

public sealed class DefinitionValidatorTests
{
    [Theory]
    [InlineData(Sample.Least)]
    [InlineData(Sample.Everything)]
    public void Nothing_is_wrong_with_the_samples(string json) => Assert.Empty(Validate(Sample.Settings(json)));

    [Theory]
    // Fargate sizes
    [InlineData("""{ "cpu": 0.5, "memory": "8 GiB" }""", "$.cpu", "0.5 vCPU with 1 GiB, 2 GiB, 3 GiB, 4 GiB, not 8 GiB; the smallest that holds both is 1 vCPU with 8 GiB")]
    [InlineData("""{ "cpu": 0.25, "memory": "600 MiB" }""", "$.cpu", "the smallest that holds both is 0.25 vCPU with 1 GiB")]
    [InlineData("""{ "cpu": 3 }""", "$.cpu", "has no 3 vCPU; it has 0.25, 0.5, 1, 2, 4, 8, 16; the smallest that holds both is 4 vCPU with 8 GiB")]
    [InlineData("""{ "cpu": 8, "memory": "18 GiB" }""", "$.cpu", "16 GiB to 60 GiB in steps of 4 GiB, not 18 GiB; the smallest that holds both is 8 vCPU with 20 GiB")]
    [InlineData("""{ "cpu": 16, "memory": "130 GiB" }""", "$.cpu", "the largest is 16 vCPU with 120 GiB")]
    [InlineData("""{ "memory": "200 GiB" }""", "$.memory", "the largest is 16 vCPU with 120 GiB")]
    [InlineData("""{ "cpu": 0.5, "operatingSystem": "WINDOWS_SERVER_2022_CORE" }""", "$.cpu", "no 0.5 vCPU for Windows; it has 1, 2, 4")]
    [InlineData("""{ "ephemeralStorage": 10 }""", "$.ephemeralStorage", "21 to 200 GiB")]
    [InlineData("""{ "ephemeralStorage": 201 }""", "$.ephemeralStorage", "21 to 200 GiB")]
    [InlineData("""{ "cpu": 96, "capacity": "my-provider" }""", null, "")]
    [InlineData("""{ "sidecars": { "a": { "image": "a:1", "cpu": 1 } } }""", "$.sidecars", "the sidecars keep 1 vCPU, and the whole ECS task has 0.5")]
    [InlineData("""{ "sidecars": { "a": { "image": "a:1", "memory": "2 GiB" } } }""", "$.sidecars.a.memory", "2 GiB is more than the whole ECS task has (1 GiB)")]
    // Platform
    [InlineData("""{ "operatingSystem": "DARWIN" }""", "$.operatingSystem", "use one of: LINUX")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1, "architecture": "arm64" }""", "$.architecture", "arm64 runs Linux only")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1, "capacity": ["FARGATE_SPOT"] }""", "$.capacity", "use FARGATE for Windows")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1, "ephemeralStorage": 30 }""", "$.ephemeralStorage", "can't be set for Windows")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1, "volumes": { "a": { "efs": { "fileSystem": "fs-1" } } } }""", "$.volumes", "not there for Windows")]
    [InlineData("""{ "operatingSystem": "WINDOWS_SERVER_2022_CORE", "cpu": 1, "readonlyRootFilesystem": true }""", "$.readonlyRootFilesystem", "not there for Windows")]
    [InlineData("""{ "capacity": ["fargate-spot"] }""", "$.capacity[0]", "must be written FARGATE_SPOT")]
    [InlineData("""{ "capacity": ["FARGATE", "FARGATE"] }""", "$.capacity[1]", "there twice")]
    [InlineData("""{ "capacity": ["a b"] }""", "$.capacity[0]", "not the name of a capacity provider")]
    // Names and containers
    [InlineData("""{ "name": "a b" }""", "$.name", "letters, digits, '-' and '_'")]
    [InlineData("""{ "family": "a.b" }""", "$.family", "letters, digits, '-' and '_'")]
    [InlineData("""{ "sidecars": { "main": { "image": "a:1" } } }""", "$.sidecars", "rename one of them")]
    [InlineData("""{ "env": { "A": "1" }, "secrets": { "A": "ssm:a" } }""", "$.secrets.A", "is in 'env' too")]
    [InlineData("""{ "portMappings": [80], "sidecars": { "a": { "image": "a:1", "portMappings": [80] } } }""", "$.sidecars.a.portMappings", "port 80 is there twice")]
    [InlineData("""{ "volumesFrom": ["nobody"] }""", "$.volumesFrom", "there is no container 'nobody'; there are: main")]
    [InlineData("""{ "volumesFrom": ["main"] }""", "$.volumesFrom", "this container itself")]
    [InlineData("""{ "repositoryCredentials": "ssm:a" }""", "$.repositoryCredentials", "must be a secret of Secrets Manager")]
    // Timing
    [InlineData("""{ "stopTimeout": "3m" }""", "$.stopTimeout", "2s to 2m")]
    [InlineData("""{ "stopTimeout": "1s" }""", "$.stopTimeout", "2s to 2m")]
    [InlineData("""{ "startTimeout": "3m" }""", "$.startTimeout", "2s to 2m")]
    [InlineData("""{ "healthCheck": { "command": ["true"], "interval": "2s" } }""", "$.healthCheck.interval", "5s to 5m")]
    [InlineData("""{ "healthCheck": { "command": ["true"], "timeout": "2m" } }""", "$.healthCheck.timeout", "2s to 1m")]
    [InlineData("""{ "healthCheck": { "command": ["true"], "startPeriod": "6m" } }""", "$.healthCheck.startPeriod", "0s to 5m")]
    [InlineData("""{ "healthCheck": { "command": [] } }""", "$.healthCheck.command", "is empty")]
    // Dependencies
    [InlineData("""{ "dependsOn": { "a": "healthy" }, "sidecars": { "a": { "image": "a:1" } } }""", "$.dependsOn.a", "has no healthCheck")]
    [InlineData("""{ "dependsOn": { "a": "succeeded" }, "sidecars": { "a": { "image": "a:1", "essential": true } } }""", "$.dependsOn.a", "is essential")]
    [InlineData("""{ "dependsOn": { "b": "started" } }""", "$.dependsOn.b", "there is no container 'b'")]
    [InlineData("""{ "dependsOn": { "a": "started" }, "sidecars": { "a": { "image": "a:1", "dependsOn": { "main": "started" } } } }""", "$.dependsOn", "in a circle: main → a → main")]
    // Logs
    [InlineData("""{ "logs": { "mode": "blocking" } }""", "$.logs.group", "name the CloudWatch log group")]
    [InlineData("""{ "logs": { "group": "a b" } }""", "$.logs.group", "not a log group's name")]
    [InlineData("""{ "logs": { "group": "a", "streamPrefix": "a:b" } }""", "$.logs.streamPrefix", "must not have ':'")]
    [InlineData("""{ "logs": { "group": "a", "maxBufferSize": 5 } }""", "$.logs.maxBufferSize", "non-blocking mode only")]
    [InlineData("""{ "logs": { "group": "a", "options": { "mode": "blocking" } } }""", "$.logs.options.mode", "is written as 'mode'")]
    [InlineData("""{ "logs": { "driver": "syslog" } }""", "$.logs.driver", "not a log driver of Fargate; use one of: awslogs, awsfirelens, splunk, none")]
    // Volumes
    [InlineData("""{ "mounts": { "/a": "nothing" } }""", "$.mounts['/a']", "declare it under 'volumes'")]
    [InlineData("""{ "volumes": { "a": { "hostPath": "/a" } } }""", "$.volumes.a.hostPath", "Fargate has no host")]
    [InlineData("""{ "volumes": { "a": { "efs": { "fileSystem": "1" } } } }""", "$.volumes.a.efs.fileSystem", "fs-…")]
    [InlineData("""{ "volumes": { "a": { "efs": { "fileSystem": "fs-1", "accessPoint": "1" } } } }""", "$.volumes.a.efs.accessPoint", "fsap-…")]
    [InlineData("""{ "volumes": { "a": { "efs": { "fileSystem": "fs-1", "accessPoint": "fsap-1", "path": "/a" } } } }""", "$.volumes.a.efs.path", "left out with an access point")]
    [InlineData("""{ "volumes": { "a": { "efs": { "fileSystem": "fs-1", "accessPoint": "fsap-1", "transitEncryption": false } } } }""", "$.volumes.a.efs.transitEncryption", "an access point needs")]
    [InlineData("""{ "volumes": { "a": { "efs": { "fileSystem": "fs-1", "iam": true } } } }""", "$.volumes.a.efs.iam", "needs a taskRole")]
    // Roles
    [InlineData("""{ "taskRole": "a role" }""", "$.taskRole", "is not a role")]
    [InlineData("""{ "executionRole": "arn:aws:iam::1:role/a" }""", "$.executionRole", "is not a role")]
    [InlineData("""{ "enableExecuteCommand": true }""", "$.enableExecuteCommand", "needs a taskRole")]
    // Network
    [InlineData("""{ "subnets": ["vpc-1"] }""", "$.subnets[0]", "not the id of a subnet")]
    [InlineData("""{ "securityGroups": ["default"] }""", "$.securityGroups[0]", "not the id of a security group")]
    [InlineData("""{ "securityGroups": ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"] }""", "$.securityGroups", "at most 5, not 6")]
    // Raw
    [InlineData("""{ "raw": { "cpu": "512" } }""", "$.raw.cpu", "is written as 'cpu'")]
    [InlineData("""{ "raw": { "PidMode": "task" } }""", "$.raw.PidMode", "did you mean 'pidMode'")]
    [InlineData("""{ "raw": { "somethingNewFromAws": 1 } }""", null, "")]
    [InlineData("""{ "raw": { "containerDefinitions": [{ "name": "main", "environment": [] }] } }""", "$.raw.containerDefinitions[0].environment", "is written as 'env'")]
    [InlineData("""{ "raw": { "containerDefinitions": [{ "name": "main", "ulimit": [] }] } }""", "$.raw.containerDefinitions[0].ulimit", "did you mean 'ulimits'")]
    [InlineData("""{ "raw": { "containerDefinitions": [{ "name": "app" }] } }""", "$.raw.containerDefinitions[0].name", "must be the name of a container: main")]
    [InlineData("""{ "raw": { "containerDefinitions": {} } }""", "$.raw.containerDefinitions", "must be a list")]
    [InlineData("""{ "raw": { "volumes": [{ "name": "a" }] }, "volumes": { "a": {} } }""", "$.raw.volumes[0].name", "describe it in one place")]
    [InlineData("""{ "raw": { "volumes": [{ "name": "a" }] }, "mounts": { "/a": "a" } }""", null, "")]
    // Images
    [InlineData("""{ "image": "UPPER:1" }""", "$.image", "capital letters")]
    [InlineData("""{ "sidecars": { "a": {} } }""", "$.sidecars.a.image", "is missing")]
    public void One_thing_wrong_is_told_with_its_place_and_what_would_be_right(string patch, string? path, string message)
    {
        var problems = Validate(Sample.Changed(patch));

        if (path is null)
        {
            Assert.Empty(problems);
            return;
        }

        var problem = Assert.Single(problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("settings.", problem.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "image": "docker.io/library/nginx:1" }""", null)]
    [InlineData("""{ "image": "dbt-model:1" }""", "pull from a private ECR registry")]
    [InlineData("""{ "image": "docker.io/library/nginx:1", "logs": { "group": "g" } }""", "write the logs of 'main' to CloudWatch")]
    [InlineData("""{ "image": "docker.io/library/nginx:1", "secrets": { "A": "ssm:a" } }""", "fetch the secrets of 'main'")]
    [InlineData("""{ "image": "docker.io/library/nginx:1", "repositoryCredentials": "secretsmanager:r" }""", "fetch the repositoryCredentials of 'main'")]
    [InlineData("""{ "image": "docker.io/library/nginx:1", "sidecars": { "a": { "image": "b:1" } } }""", "pull from a private ECR registry")]
    [InlineData("""{ "image": "docker.io/library/nginx:1", "logs": { "group": "g" }, "capacity": "my-provider" }""", null)]
    public void The_execution_role_is_asked_for_only_when_ecs_needs_it(string json, string? reason)
    {
        var settings = Sample.Settings(json).Merge(Sample.Settings("""{ "subnets": ["subnet-1"] }"""));
        var problems = Validate(settings);

        if (reason is null)
            Assert.Empty(problems);
        else
            Assert.Contains(reason, Assert.Single(problems, problem => problem.Path == "$.executionRole").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_run_wants_is_checked_too()
    {
        var settings = Sample.Changed("""{ "secrets": { "TOKEN": "ssm:t" } }""");
        var problems = DefinitionValidator.Validate(settings, Sample.Environment, new RunRequest
        {
            CpuUnits = 256,
            MemoryMiB = 8192,
            EphemeralStorageGiB = 500,
            Command = [new string('x', 9000)],
            Env = new Dictionary<string, string> { ["TOKEN"] = "1", ["A B"] = "2" },
            Tags = new Dictionary<string, string> { ["k"] = new string('x', 300) },
        });

        Assert.Equal(
            ["run.command", "run.cpu", "run.env.TOKEN", "run.env['A B']", "run.ephemeralStorage", "run.tags.k"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Too_many_of_anything_is_told()
    {
        var json = new JsonObject
        {
            ["sidecars"] = new JsonObject(Enumerable.Range(0, 10).Select(i => KeyValuePair.Create<string, JsonNode?>($"s{i}", new JsonObject { ["image"] = "a:1" }))),
            ["subnets"] = new JsonArray([.. Enumerable.Range(0, 17).Select(i => (JsonNode)$"subnet-{i}")]),
            ["tags"] = new JsonObject(Enumerable.Range(0, 41).Select(i => KeyValuePair.Create<string, JsonNode?>($"t{i}", "v"))),
        };

        var problems = Validate(Sample.Changed(json.ToJsonString()));

        Assert.Equal(["$.sidecars", "$.subnets", "$.tags"], problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    // Every pair that AWS's table lists, and no other, is valid: 256 to 16,384 units (Amazon ECS Developer Guide, "Task CPU and memory").
    [Fact]
    public void Fargate_has_exactly_the_sizes_of_its_table()
    {
        const int GiB = 1024;
        var table = new Dictionary<int, int[]>
        {
            [256] = [512, GiB, 2 * GiB],
            [512] = [.. Enumerable.Range(1, 4).Select(n => n * GiB)],
            [1024] = [.. Enumerable.Range(2, 7).Select(n => n * GiB)],
            [2048] = [.. Enumerable.Range(4, 13).Select(n => n * GiB)],
            [4096] = [.. Enumerable.Range(8, 23).Select(n => n * GiB)],
            [8192] = [.. Enumerable.Range(4, 12).Select(n => n * 4 * GiB)],
            [16384] = [.. Enumerable.Range(4, 12).Select(n => n * 8 * GiB)],
        };

        foreach (var cpu in new[] { 128, 256, 512, 1024, 1536, 2048, 4096, 8192, 16384, 32768 })
        {
            for (var memory = 256; memory <= 128 * GiB; memory += 256)
            {
                var valid = table.TryGetValue(cpu, out var sizes) && sizes.Contains(memory);
                Assert.True(valid == (FargateSizes.FindProblem(new TaskSize(cpu, memory)) is null), $"{cpu} units with {memory} MiB");
            }
        }
    }

    private static IReadOnlyList<SettingsProblem> Validate(ContainerSettings settings) => DefinitionValidator.Validate(settings, Sample.Environment, RunRequest.Plain);
}
