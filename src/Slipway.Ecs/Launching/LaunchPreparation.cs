using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Observing;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>Everything around a submission: the revision, the place to run, the next number, and waiting for room.</summary>
internal sealed class LaunchPreparation(
    LaunchServices services, LaunchSignals signals, LaunchProgress progress, LaunchLookup lookup, AwsPatience patience, ILaunchListener listener)
{
    /// <summary>Stores the next submission. Before a second one, ECS is asked once more whether the first started something after all.</summary>
    /// <returns>The ECS task that was found instead; null when the submission is stored.</returns>
    internal async Task<EcsTask?> PrepareAsync(CancellationToken cancellationToken)
    {
        var record = progress.Record;
        var order = record.Order
            ?? throw new InvalidOperationException($"Launch {record.Id} has neither an order nor an ECS task: its record is damaged.");
        if (record.Submissions > 0 && await lookup.FindAsync(record.Cluster, record.Id, record.FailedStarts, cancellationToken) is { } found)
        {
            var now = services.Time.GetUtcNow();
            await progress.SaveAsync(
                current => IsIdle(current) ? current with { EcsTaskArn = found.TaskArn, EcsTaskKnownAt = now, Adopted = true } : current, cancellationToken);
            return found.LastStatus is null ? null : found;
        }

        listener.FindingRevision();
        var audit = order.Audit with { LaunchId = order.Id.Value, ImageVersion = order.Launch.Definition.ImageVersion, ImageDigest = order.Launch.Definition.ImageDigest };
        var revision = await patience.CallAsync(
            token => order.Policy == RevisionPolicy.PerRun
                ? services.Registrar.RegisterForLaunchAsync(order.Launch.Definition, order.Id, audit, token)
                : services.Registrar.EnsureAsync(order.Launch.Definition, audit, token),
            cancellationToken);
        listener.RevisionReady(revision);

        var ready = services.Time.GetUtcNow();
        await progress.SaveAsync(
            current =>
            {
                if (!IsIdle(current))
                    return current;
                var number = current.Submissions + 1;
                var choices = order.Launch.Run.Capacity;
                var capacity = choices.Count == 0 ? Definitions.CapacityChoice.Fargate.Name : choices[current.Refusals % choices.Count].Name;
                var request = RunTaskRequests.Build(order, revision, number, capacity, SubnetsFor(current), LaunchFingerprint.Of(order));
                return current with
                {
                    Revision = revision,
                    RevisionReadyAt = current.RevisionReadyAt ?? ready,
                    Submission = new LaunchSubmission(number, request.ToUtf8Json(), capacity),
                    Submissions = number,
                };
            },
            cancellationToken);
        return null;
    }

    /// <summary>AWS had no room: on to the next choice, or wait, or give up when patience is at its end.</summary>
    /// <param name="reason">What AWS said.</param>
    /// <param name="still">Whether the refusal is still the last word about a record.</param>
    /// <param name="failedStart">The ECS task that AWS took and then could not start; null when it refused at once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task RefusedForNowAsync(string reason, Func<LaunchRecord, bool> still, EcsTask? failedStart, CancellationToken cancellationToken)
    {
        var changed = signals.Next(progress.Record.Id);
        var now = services.Time.GetUtcNow();
        await progress.SaveAsync(record => still(record) ? Refused(record, reason, failedStart, now) : record, cancellationToken);
        if (progress.Record is not { Result: null, Stop: null, Submission: null } record)
            return;

        // A choice that was not tried in this round is tried at once; the round after it waits.
        var choices = Math.Max(1, record.Order?.Launch.Run.Capacity.Count ?? 1);
        var pause = record.Refusals % choices == 0 ? BackOff((record.Refusals / choices) - 1) : TimeSpan.Zero;
        listener.Waiting(reason, pause);
        if (pause > TimeSpan.Zero)
            await PauseAsync(pause, changed, cancellationToken);
        await progress.ReloadAsync(cancellationToken);
    }

    /// <summary>Whether an ECS task that never started may be followed by another submission.</summary>
    internal bool MayStartElsewhere(LaunchVerdict verdict, EcsTask task)
    {
        var record = progress.Record;
        if (verdict.Outcome != LaunchOutcome.NeverStarted || verdict.Retry != RetryAdvice.Infrastructure || record is not { Order: { } order, Stop: null, RevisionReleased: false })
            return false;
        return verdict.Failure == FailureClass.Capacity
            || (verdict.Failure == FailureClass.Network && SubnetOf(task) is { } subnet && order.Launch.Run.Subnets.Except(record.AvoidedSubnets).Except([subnet]).Any());
    }

    /// <summary>AWS does not run the revision any more: the ledger must forget it, and the next preparation finds another.</summary>
    /// <param name="still">Whether the refusal is still the last word about a record.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    internal async Task InvalidateRevisionAsync(Func<LaunchRecord, bool> still, CancellationToken cancellationToken)
    {
        var record = progress.Record;
        if (record is { Revision: { } revision, Order: { } order })
        {
            var audit = order.Audit with { LaunchId = record.Id.Value, Reason = "RunTask called the revision inactive" };
            await patience.CallAsync(
                async token =>
                {
                    await services.Registrar.InvalidateAsync(revision, audit, token);
                    return true;
                },
                cancellationToken);
        }

        await progress.SaveAsync(
            current => still(current) ? current with { Submission = null, Revision = null, InactiveRevisions = current.InactiveRevisions + 1 } : current,
            cancellationToken);
    }

    /// <summary>Deregisters the launch's own revision, when it has one. ECS tasks that run keep theirs.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var record = progress.Record;
        if (record is not { Policy: RevisionPolicy.PerRun, RevisionReleased: false })
            return;
        try
        {
            await services.Registrar.DeregisterForLaunchAsync(
                record.Id,
                new Ledger.AuditContext("launcher", "the launch it was registered for has it no more") { LaunchId = record.Id.Value, ImageDigest = record.ImageDigest },
                cancellationToken);
        }
        catch (AwsException exception)
        {
            listener.Note($"Revision {record.Revision?.Name} of this launch could not be deregistered; the collector does it later. {exception.Message}");
            return;
        }

        await progress.SaveAsync(current => current.RevisionReleased ? current : current with { RevisionReleased = true }, cancellationToken);
    }

    /// <summary>Reads from ECS what an ECS task of another machine runs.</summary>
    internal async Task LearnShapeAsync(EcsTask? seen, CancellationToken cancellationToken)
    {
        var record = progress.Record;
        var task = seen?.TaskDefinitionArn is not null
            ? seen
            : await lookup.DescribeAsync(record.Cluster, [record.EcsTaskArn!], cancellationToken) is [var described, ..] ? described : null;
        if (task?.TaskDefinitionArn is not { } revision)
            throw LaunchErrors.NotFound(record.Id, record.Cluster);

        var definition = await patience.CallAsync(
            token => services.Definitions.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = revision }, token), cancellationToken);
        var shape = LaunchShape.Of(definition.TaskDefinition, task);
        await progress.SaveAsync(current => current.Shape is null ? current with { Shape = shape } : current, cancellationToken);
    }

    internal TimeSpan BackOff(int round)
    {
        var pause = services.Options.FirstBackOff * Math.Pow(2, Math.Min(round, 16));
        return pause < services.Options.LongestBackOff ? pause : services.Options.LongestBackOff;
    }

    /// <summary>Waits, or until the launch's record changes.</summary>
    internal Task PauseAsync(TimeSpan pause, Task changed, CancellationToken cancellationToken) =>
        Signals.WaitAsync(changed, pause, services.Time, cancellationToken);

    private static bool IsIdle(LaunchRecord record) => record is { Result: null, EcsTaskArn: null, Submission: null, Stop: null };

    private static LaunchRecord Refused(LaunchRecord record, string reason, EcsTask? failedStart, DateTimeOffset now)
    {
        var since = record.RefusedSince ?? now;
        var patience = record.Order?.CapacityPatience ?? TimeSpan.Zero;
        if (now - since >= patience && record.Stop is null)
            return record with { Result = LaunchResults.NoCapacity(record, reason, patience), Order = null, Submission = null };

        return record with
        {
            Submission = null,
            EcsTaskArn = null,
            EcsTaskKnownAt = null,
            RefusedSince = since,
            Refusals = record.Refusals + 1,
            FailedStarts = failedStart is null ? record.FailedStarts : [.. record.FailedStarts, failedStart.TaskArn],
            AvoidedSubnets = failedStart is not null && SubnetOf(failedStart) is { } subnet ? [.. record.AvoidedSubnets, subnet] : record.AvoidedSubnets,
        };
    }

    private static IReadOnlyList<string> SubnetsFor(LaunchRecord record)
    {
        var subnets = record.Order!.Launch.Run.Subnets;
        IReadOnlyList<string> left = [.. subnets.Except(record.AvoidedSubnets)];
        return left.Count > 0 ? left : subnets;
    }

    private static string? SubnetOf(EcsTask task) =>
        task.Attachments?.SelectMany(attachment => attachment.Details ?? []).FirstOrDefault(detail => detail.Name == "subnetId")?.Value;
}
