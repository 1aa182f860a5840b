using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>An ECS task of the model: what it is at a moment follows from a few instants.</summary>
internal sealed class FakeTask(RunTaskRequest request, string arn, DateTimeOffset createdAt, TimeSpan runFor, int exitCode, string? startFailure)
{
    private static readonly TimeSpan ToPending = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ToRunning = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToFailure = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deprovisioning = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(2);

    private DateTimeOffset? _stopAskedAt;
    private string? _stopReason;

    public string Arn => arn;

    public string StartedBy => request.StartedBy!;

    public DateTimeOffset CreatedAt => createdAt;

    public RunTaskRequest Request => request;

    private DateTimeOffset RunsAt => createdAt + ToRunning;

    private DateTimeOffset EndsByItself => RunsAt + runFor;

    /// <summary>Whether a container of it ever ran, as of a moment.</summary>
    public bool Ran(DateTimeOffset now) => startFailure is null && RunsAt <= now && (_stopAskedAt is not { } asked || RunsAt < asked);

    public DateTimeOffset StoppedAt
    {
        get
        {
            if (startFailure is not null)
                return createdAt + ToFailure;
            if (_stopAskedAt is not { } asked || asked >= EndsByItself)
                return EndsByItself + Deprovisioning;
            return asked + (asked > RunsAt ? Stopping : Deprovisioning);
        }
    }

    private bool WasStopped => _stopAskedAt is { } asked && asked < EndsByItself && startFailure is null;

    public bool IsStopped(DateTimeOffset at) => at >= StoppedAt;

    public void Stop(DateTimeOffset now, string? reason)
    {
        if (_stopAskedAt is null && !IsStopped(now))
            (_stopAskedAt, _stopReason) = (now, reason);
    }

    public string DesiredStatus(DateTimeOffset at) => IsStopped(at) || _stopAskedAt <= at ? "STOPPED" : "RUNNING";

    public EcsTask Describe(DateTimeOffset at)
    {
        var (status, version) = at >= StoppedAt ? ("STOPPED", 5L)
            : _stopAskedAt <= at || at >= EndsByItself ? ("DEPROVISIONING", 4L)
            : at >= RunsAt && startFailure is null ? ("RUNNING", 3L)
            : at >= createdAt + ToPending ? ("PENDING", 2L)
            : ("PROVISIONING", 1L);
        var stopped = status == "STOPPED";
        var ran = Ran(at);
        return new EcsTask
        {
            TaskArn = arn,
            TaskDefinitionArn = request.TaskDefinition,
            LastStatus = status,
            DesiredStatus = DesiredStatus(at),
            Version = version,
            StartedBy = request.StartedBy,
            CreatedAt = createdAt,
            StartedAt = ran ? RunsAt : null,
            StoppedAt = stopped ? StoppedAt : null,
            StopCode = !stopped ? null : startFailure is not null ? "TaskFailedToStart" : WasStopped ? "UserInitiated" : "EssentialContainerExited",
            StoppedReason = !stopped ? null : startFailure ?? (WasStopped ? _stopReason : "Essential container in task exited"),
            Tags = request.Tags ?? [],
            Overrides = request.Overrides,
            Containers =
            [
                new EcsContainer { Name = "main", LastStatus = stopped ? "STOPPED" : "RUNNING", ExitCode = stopped && ran ? (WasStopped ? 143 : exitCode) : null },
            ],
            Attachments =
            [
                new Attachment { Type = "ElasticNetworkInterface", Details = [new NameValue { Name = "subnetId", Value = request.NetworkConfiguration?.AwsvpcConfiguration?.Subnets[0] }] },
            ],
        };
    }

    /// <summary>The log: a line when it runs and every five seconds after.</summary>
    public IEnumerable<(DateTimeOffset At, string Line)> Log(DateTimeOffset now)
    {
        if (startFailure is not null)
            yield break;
        var end = StoppedAt < now ? StoppedAt : now;
        for (var i = 0; RunsAt + TimeSpan.FromSeconds(5 * i) <= end && RunsAt + TimeSpan.FromSeconds(5 * i) <= EndsByItself; i++)
        {
            if (Ran(now))
                yield return (RunsAt + TimeSpan.FromSeconds(5 * i), $"line {i}");
        }
    }
}
