using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Metadata;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.Tasks;
using Slipway.TestKits.Snapshots;

namespace Slipway.LocalEcs.Tests.Metadata;

public sealed class MetadataEndpointTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly EcsTask Task = JsonSerializer.Deserialize("""
        {
          "availabilityZone": "eu-west-1a", "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/default", "cpu": "512", "memory": "1024",
          "createdAt": 1767614390, "pullStartedAt": 1767614395, "pullStoppedAt": 1767614400, "startedAt": 1767614401, "desiredStatus": "RUNNING", "lastStatus": "RUNNING",
          "ephemeralStorage": { "sizeInGiB": 20 }, "fargateEphemeralStorage": { "sizeInGiB": 20 }, "group": "family:job", "launchType": "FARGATE",
          "platformFamily": "Linux", "platformVersion": "1.4.0",
          "taskArn": "arn:aws:ecs:eu-west-1:123456789012:task/default/0123456789abcdef0123456789abcdef",
          "taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/job:7",
          "containers": [
            { "containerArn": "arn:aws:ecs:eu-west-1:123456789012:container/default/0123456789abcdef0123456789abcdef/c1", "taskArn": "t", "name": "main",
              "image": "job:1.0.0", "imageDigest": "sha256:ab", "runtimeId": "run-main", "lastStatus": "RUNNING", "cpu": "256", "memory": "512" },
            { "containerArn": "arn:aws:ecs:eu-west-1:123456789012:container/default/0123456789abcdef0123456789abcdef/c2", "taskArn": "t", "name": "sidecar",
              "image": "proxy:1", "lastStatus": "PENDING", "cpu": "0" }
          ]
        }
        """, TaskJson.Default.EcsTask)!;

    private static readonly JsonObject Definition = JsonNode.Parse("""
        { "containerDefinitions": [
          { "name": "main", "dockerLabels": { "team": "data" },
            "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/g", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "p" } } },
          { "name": "sidecar" } ] }
        """)!.AsObject();

    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-metadata-").FullName;
    private readonly StateDatabase _database;
    private readonly MetadataIds _ids;
    private readonly MetadataEndpoint _endpoint;

    public MetadataEndpointTests()
    {
        _database = StateDatabase.Open(_directory, MetadataSchema.Schema);
        _ids = new MetadataIds(_database);
        _endpoint = new MetadataEndpoint(
            _ids,
            id => id == Task.Id ? Task : null,
            arn => arn == Task.TaskDefinitionArn ? Definition : null,
            (task, container) => container == "main" ? new ContainerUsage(1_000, 2_000, 1.5, Time) : null);
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/task")]
    [InlineData("/stats")]
    [InlineData("/task/stats")]
    public void Each_path_answers_with_the_members_that_AWS_documents(string path)
    {
        var (status, body) = _endpoint.Answer($"/v4/{_ids.Of(Task.Id, "main")}{path}");

        Assert.Equal(200, status);
        // How many processors there are is the machine's affair.
        Snapshot.Match(body!.ToJsonString(Indented).Replace($"\"online_cpus\": {Environment.ProcessorCount}", "\"online_cpus\": 0", StringComparison.Ordinal), path.Replace('/', '-'));
    }

    [Fact]
    public void What_is_not_known_yet_is_null() => Assert.Null(_endpoint.Answer($"/v4/{_ids.Of(Task.Id, "sidecar")}/stats").Body);

    [Fact]
    public void Only_the_right_address_is_answered()
    {
        var right = _ids.Of(Task.Id, "main");

        foreach (var wrong in (string[])[Task.Id, $"{Task.Id}-", right[..^1] + (right[^1] == '0' ? '1' : '0'), "", "x", _ids.Of(Task.Id, "other"), _ids.Of("other", "main")])
            Assert.Equal(404, _endpoint.Answer($"/v4/{wrong}").Status);
        Assert.Equal(404, _endpoint.Answer($"/v4/{right}/credentials").Status);
    }

    [Fact]
    public void Addresses_hold_over_a_restart_and_differ_between_state_directories()
    {
        var other = Directory.CreateTempSubdirectory("slipway-metadata-").FullName;
        using (var database = StateDatabase.Open(other, MetadataSchema.Schema))
            Assert.NotEqual(_ids.Of(Task.Id, "main"), new MetadataIds(database).Of(Task.Id, "main"));
        Directory.Delete(other, recursive: true);

        Assert.Equal(_ids.Of(Task.Id, "main"), new MetadataIds(_database).Of(Task.Id, "main"));
    }

    [Fact]
    public void Each_container_is_told_its_address() => Assert.Equal(
        [new("ECS_CONTAINER_METADATA_URI_V4", $"http://127.0.0.1:4566/v4/{_ids.Of(Task.Id, "main")}")],
        new MetadataEnvironment(_ids, () => new Uri("http://127.0.0.1:4566")).Variables(Task, "main"));
}
