using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Events;

public sealed class TaskEventTests
{
    [Fact]
    public async Task Every_version_of_an_ECS_task_reaches_the_queue_in_order()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        var arn = await host.Client.RunOneAsync();
        var last = await host.WhenStoppedAsync(arn);

        var events = await DrainAsync(host);

        Assert.Equal(Enumerable.Range(1, last["version"]!.GetValue<int>()), events.Select(Version));
        var envelope = events[^1];
        Assert.Equal("ECS Task State Change", envelope["detail-type"]!.GetValue<string>());
        Assert.Equal("aws.ecs", envelope["source"]!.GetValue<string>());
        Assert.Equal(arn, envelope["resources"]![0]!.GetValue<string>());
        Assert.Equal("STOPPED", envelope["detail"]!["lastStatus"]!.GetValue<string>());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", envelope["detail"]!["stoppedAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_that_is_not_deleted_comes_again()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, taskEvents: true);
        await host.WhenStoppedAsync(await host.Client.RunOneAsync());
        var first = await ReceiveAsync(host, max: 10);
        Assert.NotEmpty(first);
        await DrainAsync(host);

        time.Advance(TimeSpan.FromSeconds(30));

        var again = await ReceiveAsync(host, max: 10);
        Assert.Equal(first.Select(message => message["MessageId"]!.GetValue<string>()), again.Select(message => message["MessageId"]!.GetValue<string>()));
        Assert.Equal("2", again[0]["Attributes"]!["ApproximateReceiveCount"]!.GetValue<string>());
    }

    [Fact]
    public async Task Events_come_late_and_twice_when_asked()
    {
        var time = new ManualTimeProvider();
        var faults = new FaultPlan
        {
            Rules =
            [
                new FaultRule { Kind = FaultKind.DelayedState, Skip = 1, Times = 1, After = TimeSpan.FromSeconds(10) },
                new FaultRule { Kind = FaultKind.DuplicatedState, Skip = 2, Times = 1 },
            ],
        };
        await using var host = await LocalEcsHost.StartAsync(time, faults, taskEvents: true);
        await host.WhenStoppedAsync(await host.Client.RunOneAsync());

        var before = (await DrainAsync(host)).Select(Version).ToList();
        time.Advance(TimeSpan.FromSeconds(10));
        var after = (await DrainAsync(host)).Select(Version).ToList();

        Assert.Equal([1, 3, 3, 4], before[..4]);
        Assert.Equal([2], after);
    }

    [Fact]
    public async Task A_receive_waits_for_the_first_message()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, taskEvents: true);
        var receive = ReceiveAsync(host, max: 10, wait: 20);
        await time.ArmedAsync(TimeSpan.FromSeconds(20));
        await host.Client.RunOneAsync();
        Assert.NotEmpty(await receive);
    }

    [Fact]
    public async Task A_receive_that_waits_in_vain_is_empty()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, taskEvents: true);
        var receive = ReceiveAsync(host, max: 10, wait: 20);
        await time.ArmedAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(await receive);
    }

    [Fact]
    public async Task A_receive_that_waits_does_not_hold_up_the_end()
    {
        var time = new ManualTimeProvider();
        var host = await LocalEcsHost.StartAsync(time, taskEvents: true);
        var receive = ReceiveAsync(host, max: 10, wait: 20);
        await time.ArmedAsync(TimeSpan.FromSeconds(20));

        var ended = host.Server.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<HttpRequestException>(() => receive);
        await ended.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        Directory.Delete(host.StateDirectory, recursive: true);
    }

    [Fact]
    public async Task Without_events_there_is_no_queue()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var refused = await Assert.ThrowsAsync<AwsCallException>(() => host.Client.CallAsync("sqs", "AmazonSQS", "GetQueueUrl", """{"QueueName":"slipway-task-events"}"""));
        Assert.Equal("UnknownOperationException", refused.Code);
    }

    [Fact]
    public async Task Another_queue_does_not_exist()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        var refused = await Assert.ThrowsAsync<AwsCallException>(() => host.Client.CallAsync("sqs", "AmazonSQS", "GetQueueUrl", """{"QueueName":"other"}"""));
        Assert.Equal("com.amazonaws.sqs#QueueDoesNotExist", refused.Code);
    }

    private static int Version(JsonObject envelope) => envelope["detail"]!["version"]!.GetValue<int>();

    private static async Task<List<JsonObject>> DrainAsync(LocalEcsHost host)
    {
        var events = new List<JsonObject>();
        while (await ReceiveAsync(host, max: 10) is { Count: > 0 } messages)
        {
            events.AddRange(messages.Select(message => JsonNode.Parse(message["Body"]!.GetValue<string>())!.AsObject()));
        }

        return events;
    }

    private static async Task<List<JsonObject>> ReceiveAsync(LocalEcsHost host, int max, int wait = 0)
    {
        var url = (await host.Client.CallAsync("sqs", "AmazonSQS", "GetQueueUrl", """{"QueueName":"slipway-task-events"}"""))["QueueUrl"]!.GetValue<string>();
        var request = new JsonObject { ["QueueUrl"] = url, ["MaxNumberOfMessages"] = max, ["WaitTimeSeconds"] = wait, ["AttributeNames"] = new JsonArray("All") };
        var answer = await host.Client.CallAsync("sqs", "AmazonSQS", "ReceiveMessage", request.ToJsonString());
        return [.. (answer["Messages"]?.AsArray() ?? []).Select(message => message!.AsObject())];
    }
}
