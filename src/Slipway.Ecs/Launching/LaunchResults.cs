using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>Puts results together from what was stored and what ECS says.</summary>
internal static class LaunchResults
{
    /// <summary>The phases as far as they are known.</summary>
    internal static LaunchTimings Timings(LaunchRecord record, EcsTask? task) => new()
    {
        OrderedAt = record.OrderedAt,
        RevisionReadyAt = record.RevisionReadyAt,
        SubmittedAt = record.SubmittedAt,
        CreatedAt = task?.CreatedAt,
        PullStartedAt = task?.PullStartedAt,
        PullStoppedAt = task?.PullStoppedAt,
        StartedAt = task?.StartedAt,
        StoppingAt = task?.StoppingAt,
        ExecutionStoppedAt = task?.ExecutionStoppedAt,
        StoppedAt = task?.StoppedAt,
    };

    /// <summary>The result of an ECS task that stopped.</summary>
    internal static LaunchResult Of(LaunchRecord record, EcsTask task, LaunchVerdict verdict, PeakUsage? peak) =>
        Of(record, verdict.Outcome, verdict.Failure, verdict.Reason, verdict.Retry) with
        {
            ExitCode = verdict.ExitCode,
            ImageDigest = task.Containers.FirstOrDefault(container => container.Name == record.Shape?.MainContainer)?.ImageDigest ?? record.ImageDigest,
            Revision = record.Revision?.Name ?? task.TaskDefinitionArn?[(task.TaskDefinitionArn.LastIndexOf('/') + 1)..],
            Timings = Timings(record, task),
            PeakMemoryBytes = peak?.MemoryBytes,
            PeakCpuUnits = peak?.CpuUnits,
        };

    /// <summary>The result of a launch that has no ECS task, or one whose end nobody saw.</summary>
    internal static LaunchResult Of(LaunchRecord record, LaunchOutcome outcome, FailureClass? failure, string? reason, RetryAdvice retry) => new()
    {
        Id = record.Id,
        Outcome = outcome,
        Failure = failure,
        Reason = reason,
        Retry = retry,
        EcsTaskArn = record.EcsTaskArn ?? (record.FailedStarts is [.., var failed] ? failed : null),
        Revision = record.Revision?.Name,
        RevisionOrigin = record.Revision?.Origin,
        DefinitionHash = record.Revision?.Hash.Value,
        ImageDigest = record.ImageDigest,
        Adopted = record.Adopted,
        Timings = Timings(record, null),
        Submissions = record.Submissions,
    };

    internal static LaunchResult NeverSent(LaunchRecord record, LaunchStop stop) => Of(
        record,
        LaunchOutcome.Cancelled,
        FailureClass.Cancelled,
        $"Stopped on request before an ECS task was started: {stop.Reason}.",
        RetryAdvice.Pointless);

    internal static LaunchResult Refused(LaunchRecord record, string reason) => Of(
        record,
        LaunchOutcome.NeverStarted,
        FailureClass.Infrastructure,
        $"ECS refused to start it: {reason.TrimEnd('.')}. Correct the settings it names, and launch again under another launch id.",
        RetryAdvice.Pointless);

    internal static LaunchResult RevisionInactive(LaunchRecord record, string reason) => Of(
        record,
        LaunchOutcome.NeverStarted,
        FailureClass.Infrastructure,
        $"ECS does not run the revision {record.Revision?.Name} either, which took the place of one that it did not run ('{reason.TrimEnd('.')}'). Something else "
        + $"deregisters or deletes revisions of the family {record.Revision?.Family}: exempt it there (compare with 'slipway revisions audit'), and launch again under another launch id.",
        RetryAdvice.Pointless);

    internal static LaunchResult NoCapacity(LaunchRecord record, string reason, TimeSpan patience) => Of(
        record,
        LaunchOutcome.NeverStarted,
        FailureClass.Capacity,
        $"AWS had no room for it in {Words(patience)} ({record.Refusals + 1} refusals; the last one: '{reason}'). "
        + "Add subnets in other availability zones or further capacity choices, ask for a higher vCPU quota, or launch again later.",
        RetryAdvice.Infrastructure);

    internal static LaunchResult Lost(LaunchRecord record, string reason) => Of(record, LaunchOutcome.Lost, FailureClass.Lost, reason, RetryAdvice.Author);

    internal static string Words(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0} seconds" : $"{time.TotalMinutes:0} minutes";
}
