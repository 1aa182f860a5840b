using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Logs;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Logs;

public sealed class PeakUsageReaderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeLog _log;
    private readonly PeakUsageReader _reader;
    private readonly EcsTask _task;

    public PeakUsageReaderTests()
    {
        _log = new FakeLog(_clock);
        _reader = new PeakUsageReader(_log, new QuotaBudgets(_clock), _clock);
        _task = new EcsTask
        {
            TaskArn = "arn:aws:ecs:eu-central-1:123456789012:task/data/0123abcd",
            LastStatus = "STOPPED",
            StartedAt = _clock.GetUtcNow() - TimeSpan.FromMinutes(10),
            StoppedAt = _clock.GetUtcNow(),
        };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_highest_values_of_all_pages_count()
    {
        _log.Found.Enqueue(Page("n1", """{"Type":"Task","MemoryUtilized":100,"CpuUtilized":900.5}"""));
        _log.Found.Enqueue(Page("n2"));
        _log.Found.Enqueue(Page(null, """{"Type":"Task","MemoryUtilized":1400,"CpuUtilized":12}""", "no json"));
        var peak = SimulatedTime.Run(_clock, () => _reader.ReadAsync("arn:aws:ecs:eu-central-1:123456789012:cluster/data", _task, Cancellation));
        Assert.Equal(new PeakUsage(1400L * 1024 * 1024, 900.5), peak);
        Assert.Equal("/aws/ecs/containerinsights/data/performance", _log.Searches[0].LogGroupName);
        Assert.Equal("""{ $.TaskId = "0123abcd" && $.Type = "Task" }""", _log.Searches[0].FilterPattern);
    }

    [Fact]
    public async Task A_cluster_without_container_insights_is_asked_once()
    {
        _log.Failure = new AwsNotFoundException(FakeLog.Error("ResourceNotFoundException"));
        Assert.Null(await _reader.ReadAsync("data", _task, Cancellation));
        Assert.Null(await _reader.ReadAsync("data", _task, Cancellation));
        Assert.Single(_log.Searches);
        Assert.Null(await _reader.ReadAsync("other", _task, Cancellation));
        Assert.Equal(2, _log.Searches.Count);
    }

    [Fact]
    public void A_search_that_takes_long_is_not_waited_for()
    {
        using var budgets = new QuotaBudgets(_clock);
        var reader = new PeakUsageReader(_log, budgets, _clock);
        for (var i = 0; i < 100; i++)
            _log.Found.Enqueue(Page(null));
        var peaks = SimulatedTime.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => reader.ReadAsync("data", _task, Cancellation))));
        Assert.Equal(100, peaks.Length);
        Assert.True(_clock.Elapsed <= TimeSpan.FromSeconds(3.1), $"It took {_clock.Elapsed}.");
    }

    [Fact]
    public async Task What_never_ran_used_nothing()
    {
        Assert.Null(await _reader.ReadAsync("data", _task with { StartedAt = null }, Cancellation));
        Assert.Empty(_log.Searches);
    }

    private static FilterLogEventsResponse Page(string? next, params string[] messages) => new()
    {
        Events = [.. messages.Select(message => new FilteredLogEvent { Timestamp = DateTimeOffset.UnixEpoch, Message = message })],
        NextToken = next,
    };
}
