using Slipway.Aws.Logs;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

public sealed class LogsRoundTripTests(MotoServer moto) : StandinTests(moto)
{
    [Fact]
    public async Task Groups_are_made_and_events_read()
    {
        using var logs = new LogsClient(Options);
        await logs.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = "/slipway/round-trip", Tags = new Dictionary<string, string> { ["a"] = "b" } }, Cancel);
        await logs.PutRetentionPolicyAsync(new PutRetentionPolicyRequest { LogGroupName = "/slipway/round-trip", RetentionInDays = 30 }, Cancel);
        var written = await Boto3.RunAsync(
            Moto,
            """
            import time
            now = int(time.time() * 1000)
            logs = client("logs")
            logs.create_log_stream(logGroupName="/slipway/round-trip", logStreamName="slipway/main/1")
            logs.put_log_events(logGroupName="/slipway/round-trip", logStreamName="slipway/main/1",
                                logEvents=[{"timestamp": now, "message": "one ✓"}, {"timestamp": now + 1, "message": "two"}])
            print(now)
            """,
            Cancel);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(written));

        var page = await logs.GetLogEventsAsync(
            new GetLogEventsRequest { LogGroupName = "/slipway/round-trip", LogStreamName = "slipway/main/1", StartFromHead = true, StartTime = at },
            Cancel);
        var next = await logs.GetLogEventsAsync(
            new GetLogEventsRequest { LogGroupName = "/slipway/round-trip", LogStreamName = "slipway/main/1", StartFromHead = true, NextToken = page.NextForwardToken },
            Cancel);
        var found = await logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "/slipway/round-trip", FilterPattern = "two" }, Cancel);
        var streams = await logs.DescribeLogStreamsAsync(new DescribeLogStreamsRequest { LogGroupName = "/slipway/round-trip" }, Cancel);
        var groups = await logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/slipway/round" }, Cancel);

        Assert.Equal([(at, "one ✓"), (at.AddMilliseconds(1), "two")], page.Events.Select(e => (e.Timestamp, e.Message)));
        Assert.Empty(next.Events);
        Assert.Equal("two", Assert.Single(found.Events).Message);
        Assert.Equal("slipway/main/1", Assert.Single(streams.LogStreams).LogStreamName);
        Assert.Equal(30, Assert.Single(groups.LogGroups).RetentionInDays);
    }

    [Fact]
    public async Task What_exists_and_what_does_not_is_told_apart()
    {
        using var logs = new LogsClient(Options);
        await logs.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = "/slipway/twice" }, Cancel);

        await Assert.ThrowsAsync<AwsConflictException>(() => logs.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = "/slipway/twice" }, Cancel));
        await Assert.ThrowsAsync<AwsNotFoundException>(() => logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = "/slipway/none", LogStreamName = "s" }, Cancel));
    }
}
