using Slipway.Ecs.Observing;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Observing;

public sealed class TaskEventFeedTests
{
    // The example of "Amazon ECS task state change events" (Amazon ECS Developer Guide), shortened, with a stop.
    private const string Event = """
        {
          "version": "0", "id": "3317b2af-7005-947d-b652-f55e762e571a", "detail-type": "ECS Task State Change", "source": "aws.ecs",
          "account": "111122223333", "time": "2020-01-23T17:57:58Z", "region": "us-west-2",
          "resources": ["arn:aws:ecs:us-west-2:111122223333:task/FargateCluster/c13b4cb40f1f4fe4a2971f76ae5a47ad"],
          "detail": {
            "attachments": [{"id": "1789bcae", "type": "eni", "status": "ATTACHED", "details": [{"name": "subnetId", "value": "subnet-abcd1234"}]}],
            "availabilityZone": "us-west-2c",
            "clusterArn": "arn:aws:ecs:us-west-2:111122223333:cluster/FargateCluster",
            "containers": [{
              "containerArn": "arn:aws:ecs:us-west-2:111122223333:container/cf159fd6-3e3f-4a9e-84f9-66cbe726af01",
              "lastStatus": "STOPPED", "name": "FargateApp", "image": "111122223333.dkr.ecr.us-west-2.amazonaws.com/hello-repository:latest",
              "imageDigest": "sha256:74b2c688c700ec95a93e478cdb959737c148df3fbf5ea706abe0318726e885e6", "exitCode": 2,
              "taskArn": "arn:aws:ecs:us-west-2:111122223333:task/FargateCluster/c13b4cb40f1f4fe4a2971f76ae5a47ad", "cpu": "0"
            }],
            "createdAt": "2020-01-23T17:57:34.402Z", "launchType": "FARGATE", "cpu": "256", "memory": "512", "desiredStatus": "STOPPED",
            "group": "family:sample-fargate", "lastStatus": "STOPPED", "stopCode": "EssentialContainerExited",
            "startedAt": "2020-01-23T17:57:58.103Z", "startedBy": "l-1",
            "taskArn": "arn:aws:ecs:us-west-2:111122223333:task/FargateCluster/c13b4cb40f1f4fe4a2971f76ae5a47ad",
            "taskDefinitionArn": "arn:aws:ecs:us-west-2:111122223333:task-definition/sample-fargate:1", "version": 4, "platformVersion": "1.3.0"
          }
        }
        """;

    private const string Arn = "arn:aws:ecs:us-west-2:111122223333:task/FargateCluster/c13b4cb40f1f4fe4a2971f76ae5a47ad";

    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_documented_event_is_understood()
    {
        var task = TaskEventParser.Parse(Event);
        Assert.NotNull(task);
        Assert.Equal((Arn, "STOPPED", 4L, "l-1", "EssentialContainerExited"), (task.TaskArn, task.LastStatus, task.Version, task.StartedBy, task.StopCode));
        Assert.Equal(new DateTimeOffset(2020, 1, 23, 17, 57, 58, 103, TimeSpan.Zero), task.StartedAt);
        Assert.Equal(("FargateApp", 2), (task.Containers[0].Name, task.Containers[0].ExitCode));
        Assert.Equal("subnet-abcd1234", task.Attachments![0].Details![0].Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"source":"aws.ecs","detail-type":"ECS Service Action","detail":{"taskArn":"x"}}""")]
    [InlineData("""{"source":"me","detail-type":"ECS Task State Change","detail":{"taskArn":"x"}}""")]
    [InlineData("""{"source":"aws.ecs","detail-type":"ECS Task State Change","detail":7}""")]
    public void Anything_else_is_nothing(string body) => Assert.Null(TaskEventParser.Parse(body));

    [Fact]
    public void Messages_are_told_first_and_deleted_then()
    {
        var queue = new FakeQueue(_clock);
        queue.Put(Event);
        queue.Put("rubbish");
        var status = SimulatedTime.Run(_clock, async () =>
        {
            await using var observer = new EcsTaskObserver(new ScriptedTasks(_clock), _clock);
            using var watch = observer.Watch("FargateCluster", Arn, _clock.GetUtcNow());
            await using var feed = new TaskEventFeed(queue, "q", observer, _clock);
            feed.Start();
            return (await watch.NextAsync(Cancellation))?.Task?.LastStatus;
        });
        Assert.Equal("STOPPED", status);
        Assert.Equal(["r0", "r1"], queue.Deleted);
    }

    [Fact]
    public void A_queue_that_fails_is_asked_again_with_pauses()
    {
        var queue = new FakeQueue(_clock) { FailuresLeft = 5 };
        SimulatedTime.Run(_clock, async () =>
        {
            await using var observer = new EcsTaskObserver(new ScriptedTasks(_clock), _clock);
            await using var feed = new TaskEventFeed(queue, "q", observer, _clock);
            feed.Start();
            await Task.Delay(TimeSpan.FromSeconds(10), _clock, Cancellation);
            Assert.NotNull(feed.LastError);
            await Task.Delay(TimeSpan.FromSeconds(50), _clock, Cancellation);
            Assert.Null(feed.LastError);
            Assert.InRange(queue.Polls, 6, 10);
        });
    }
}
