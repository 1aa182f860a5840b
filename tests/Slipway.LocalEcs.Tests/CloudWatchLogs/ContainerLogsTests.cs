using System.Text.Json.Nodes;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Runtimes;
using Slipway.TestKits.Snapshots;

namespace Slipway.LocalEcs.Tests.CloudWatchLogs;

public sealed class ContainerLogsTests : LogsFixture
{
    private static readonly JsonObject Request = new() { ["logGroupName"] = "/slipway/test", ["logStreamName"] = "app/main/abc", ["startFromHead"] = true };

    [Fact]
    public async Task Each_line_is_an_event_of_the_stream_that_awslogs_would_use()
    {
        await CallAsync("CreateLogGroup", new() { ["logGroupName"] = "/slipway/test" });
        var log = new ContainerLogs(Store).Open("abc", "main", Configuration());

        log.Write([new(Time.GetUtcNow(), "one"), new(Time.GetUtcNow(), ""), new(Time.GetUtcNow().AddSeconds(-5), "two, by a clock set back")], 30);
        log.Write([new(Time.GetUtcNow(), "three")], 40);

        Assert.Equal(["one", "two, by a clock set back", "three"], Messages(await CallAsync("GetLogEvents", Request.DeepClone().AsObject())));
    }

    [Fact]
    public async Task The_position_is_kept_with_the_lines()
    {
        await CallAsync("CreateLogGroup", new() { ["logGroupName"] = "/slipway/test" });
        new ContainerLogs(Store).Open("abc", "main", Configuration()).Write([new(Time.GetUtcNow(), "one")], 30);

        Reopen();
        var log = new ContainerLogs(Store).Open("abc", "main", Configuration());

        Assert.Equal(30, log.Position);
        Assert.Equal(0, new ContainerLogs(Store).Open("abc", "sidecar", Configuration()).Position);
        log.Write([new(Time.GetUtcNow(), "two")], 60);
        Assert.Equal(["one", "two"], Messages(await CallAsync("GetLogEvents", Request.DeepClone().AsObject())));
    }

    [Fact]
    public void A_missing_group_fails_the_ECS_task_as_on_Fargate()
    {
        var failure = Assert.Throws<ResourceInitializationException>(() => new ContainerLogs(Store).Open("abc", "main", Configuration()));

        Assert.Contains("ResourceNotFoundException: The specified log group does not exist.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_group_is_made_when_the_definition_says_so()
    {
        new ContainerLogs(Store).Open("abc", "main", Configuration(("awslogs-create-group", "true")));

        Assert.NotNull(Store.FindGroup("/slipway/test"));
    }

    [Theory]
    [InlineData("awslogs-datetime-format", "%Y")]
    [InlineData("awslogs-no-such-option", "x")]
    public void What_it_does_not_do_is_refused(string option, string value) =>
        Assert.Contains(
            option,
            Assert.Throws<ResourceInitializationException>(() => new ContainerLogs(Store).Open("abc", "main", Configuration((option, value)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Another_driver_is_refused() => Assert.Throws<ResourceInitializationException>(
        () => new ContainerLogs(Store).Open("abc", "main", new JsonObject { ["logDriver"] = "splunk" }));

    [Fact]
    public void No_log_configuration_ships_nothing()
    {
        new ContainerLogs(Store).Open("abc", "main", logConfiguration: null).Write([new(Time.GetUtcNow(), "local only")], 10);

        Assert.Empty(Store.Groups(""));
    }

    [Fact]
    public async Task Container_Insights_hold_the_peak_where_readers_look_for_it()
    {
        var insights = new ContainerInsights(Store, "eu-west-1", "123456789012");
        insights.Record(new()
        {
            Cluster = "default",
            TaskId = "abc",
            Family = "job",
            Revision = 3,
            AvailabilityZone = "eu-west-1a",
            CpuUnits = 1024,
            MemoryMebibytes = 2048,
            CreatedAt = Time.GetUtcNow().AddSeconds(-20),
            StartedAt = Time.GetUtcNow().AddSeconds(-10),
            Containers =
            [
                new("main", "job:1.0.0", 512, 1024, (100 * 1024 * 1024) + 1, 256.5),
                new("sidecar", "proxy:1", null, null, null, null),
            ],
        });

        var answer = await CallAsync("FilterLogEvents", new()
        {
            ["logGroupName"] = "/aws/ecs/containerinsights/default/performance",
            ["logStreamNamePrefix"] = "FargateTelemetry",
            ["filterPattern"] = "{ $.TaskId = \"abc\" && $.Type = \"*\" }",
        });

        Snapshot.Match(string.Join('\n', Messages(answer)));
    }

    private static JsonObject Configuration(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var options = new JsonObject { ["awslogs-group"] = "/slipway/test", ["awslogs-region"] = "eu-west-1", ["awslogs-stream-prefix"] = "app" };
        foreach (var (name, value) in more)
            options[name] = value;
        return new JsonObject { ["logDriver"] = "awslogs", ["options"] = options };
    }
}
