using Slipway.Aws.Ecs;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Takes one launch from wherever its record says it is to its end. Each step begins from what is stored, and stores what it did: a launcher that dies
/// anywhere is followed by another that does the next step, or the same one again.
/// </summary>
internal sealed class LaunchSession
{
    private const int MaxInactiveRevisions = 3;

    private readonly LaunchServices _services;
    private readonly LaunchSignals _signals;
    private readonly LaunchProgress _progress;
    private readonly ILaunchListener _listener;
    private readonly string? _logPosition;
    private readonly LaunchSubmitter _submitter;
    private readonly AwsPatience _patience;
    private readonly LaunchLookup _lookup;
    private readonly LaunchPreparation _preparation;
    private readonly bool _startedBefore;
    private readonly bool _endedBefore;
    private EcsTask? _seen;
    private string? _announced;
    private long? _notReachedSince;
    private int _unanswered;

    internal LaunchSession(LaunchServices services, LaunchSignals signals, LaunchProgress progress, ILaunchListener listener, string? logPosition)
    {
        _services = services;
        _signals = signals;
        _progress = progress;
        _listener = listener;
        _logPosition = logPosition;
        _startedBefore = progress.Record.EcsTaskArn is not null;
        _endedBefore = progress.Record.Result is not null;
        _submitter = new LaunchSubmitter(services);
        _patience = new AwsPatience(services.Time, services.Options, listener);
        _lookup = new LaunchLookup(services.Tasks, services.Time, _patience);
        _preparation = new LaunchPreparation(services, signals, progress, _lookup, _patience, listener);
    }

    /// <summary>Works until the launch has ended, or, unless <paramref name="follow"/>, until it has an ECS task.</summary>
    /// <returns>The result; null when the ECS task goes on.</returns>
    internal async Task<LaunchResult?> RunAsync(bool follow, CancellationToken cancellationToken)
    {
        while (true)
        {
            var record = _progress.Record;
            if (record.Result is { } result)
            {
                await _preparation.ReleaseAsync(cancellationToken);
                // The stored result is of the launch; whether this session took it over, or came too late for that, is of the session.
                return result with { Adopted = result.Adopted || _startedBefore, EndedBefore = _endedBefore };
            }

            if (record.EcsTaskArn is { } arn)
            {
                Announce(arn);
                if (!follow)
                {
                    await _preparation.ReleaseAsync(cancellationToken);
                    return null;
                }

                await FollowAsync(cancellationToken);
            }
            else if (record.Submission is { FirstSentAt: not null } && (record.Stop is not null || TooLateToSend(record)))
            {
                await LookInsteadOfSendingAsync(cancellationToken);
            }
            else if (record.Stop is { } stop)
            {
                await EndAsync(now => LaunchResults.NeverSent(now, stop), now => now.EcsTaskArn is null && now.Submission?.FirstSentAt is null, cancellationToken);
            }
            else if (record.Submission is not null)
            {
                await SendAsync(cancellationToken);
            }
            else
            {
                _seen = await _preparation.PrepareAsync(cancellationToken);
            }
        }
    }

    private bool TooLateToSend(LaunchRecord record) =>
        record.Submission?.FirstSentAt is { } first && _services.Time.GetUtcNow() - first >= _services.Options.ResendFor;

    private void Announce(string arn)
    {
        if (_announced != arn)
            _listener.Started(_announced = arn, _startedBefore || _progress.Record.Adopted);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var before = _progress.Record.Submission!;
        var answer = await _submitter.SendAsync(_progress, _listener, cancellationToken);

        // A refusal answers this send. What an earlier one of unknown fate did must be seen before the refusal may count for the submission.
        var fateUnknown = before.FirstSentAt is not null;
        if (fateUnknown
            && answer is (SubmissionAnswer.NoCapacity or SubmissionAnswer.RevisionInactive or SubmissionAnswer.Refused)
            && await FindSettledAsync(cancellationToken) is { } found)
        {
            await AdoptAsync(found, before.Number, cancellationToken);
            return;
        }

        switch (answer)
        {
            case SubmissionAnswer.Started(var task):
                _seen = task;
                await StartedAsync(task.TaskArn, before.Number, adopted: before.FirstSentAt is not null, cancellationToken);
                break;
            case SubmissionAnswer.Conflict { EcsTaskArns: [var arn, ..] }:
                var described = await _lookup.DescribeAsync(_progress.Record.Cluster, [arn], cancellationToken);
                await AdoptAsync(described is [var existing, ..] ? existing : new EcsTask { TaskArn = arn }, before.Number, cancellationToken);
                break;
            case SubmissionAnswer.Conflict:
                await WaitForAnswerAsync("RunTask says that it started this launch before; looking for its ECS task", cancellationToken);
                if (await FindAsync(cancellationToken) is { } started)
                    await AdoptAsync(started, before.Number, cancellationToken);
                break;
            case SubmissionAnswer.NoCapacity(var reason):
                await _preparation.RefusedForNowAsync(reason, before.Number, failedStart: null, cancellationToken);
                break;
            case SubmissionAnswer.RevisionInactive(var reason) when _progress.Record.InactiveRevisions >= MaxInactiveRevisions:
                await RefuseAsync(reason, before.Number, cancellationToken);
                break;
            case SubmissionAnswer.RevisionInactive:
                await _preparation.InvalidateRevisionAsync(before.Number, cancellationToken);
                break;
            case SubmissionAnswer.Refused(var reason):
                await RefuseAsync(reason, before.Number, cancellationToken);
                break;
            case SubmissionAnswer.NotAllowed(var cause):
                if (!fateUnknown)
                    await _progress.SaveAsync(record => IsSubmission(record, before.Number) ? record with { Submission = null } : record, cancellationToken);
                throw LaunchErrors.Refused(_progress.Record.Id, fateUnknown ? "whether an earlier request started it is not known yet" : "nothing was started", cause);
            case SubmissionAnswer.NotReached(var cause):
                await NotReachedAsync(before, cause, cancellationToken);
                break;
            case SubmissionAnswer.Unknown(var reason):
                _unanswered++;
                await WaitForAnswerAsync($"It is not known whether RunTask took effect ({reason.TrimEnd('.')}); asking again with the same token", cancellationToken);
                break;
            case SubmissionAnswer.CalledOff:
                await _progress.ReloadAsync(cancellationToken);
                break;
        }
    }

    private async Task NotReachedAsync(LaunchSubmission before, Exception cause, CancellationToken cancellationToken)
    {
        // Nothing left this machine: the submission is again what it was before this try.
        var sentAt = _progress.Record.Submission?.LastSentAt;
        await _progress.SaveAsync(
            record => IsSubmission(record, before.Number) && record.Submission!.LastSentAt == sentAt && sentAt != before.LastSentAt
                ? record with { Submission = before, SubmittedAt = before.Number == 1 && before.FirstSentAt is null ? null : record.SubmittedAt }
                : record,
            cancellationToken);
        _notReachedSince ??= _services.Time.GetTimestamp();
        if (_services.Time.GetElapsedTime(_notReachedSince.Value) >= _services.Options.OutagePatience)
            throw LaunchErrors.Refused(_progress.Record.Id, before.FirstSentAt is null ? "nothing was started" : "whether an earlier request started it is not known yet", cause);
        _unanswered++;
        await WaitForAnswerAsync(cause.Message, cancellationToken);
    }

    private static bool IsSubmission(LaunchRecord record, int number) =>
        record.Submission?.Number == number && record is { EcsTaskArn: null, Result: null };

    private async Task WaitForAnswerAsync(string why, CancellationToken cancellationToken)
    {
        var changed = _signals.Next(_progress.Record.Id);
        var pause = _preparation.BackOff(Math.Max(0, _unanswered - 1));
        _listener.Waiting(why, pause);
        await _preparation.PauseAsync(pause, changed, cancellationToken);
        await _progress.ReloadAsync(cancellationToken);
    }

    private Task<EcsTask?> FindAsync(CancellationToken cancellationToken) =>
        _lookup.FindAsync(_progress.Record.Cluster, _progress.Record.Id, _progress.Record.FailedStarts, cancellationToken);

    private Task<EcsTask?> FindSettledAsync(CancellationToken cancellationToken)
    {
        var record = _progress.Record;
        var settled = (record.Submission?.LastSentAt ?? _services.Time.GetUtcNow()) + _services.Options.LookUpSettling;
        return _lookup.FindSettledAsync(record.Cluster, record.Id, record.FailedStarts, settled, cancellationToken);
    }

    private async Task LookInsteadOfSendingAsync(CancellationToken cancellationToken)
    {
        var submission = _progress.Record.Submission!;
        _listener.Waiting("It is not known whether RunTask took effect; looking for an ECS task of this launch", _services.Options.LookUpSettling);
        if (await FindSettledAsync(cancellationToken) is { } found)
        {
            await AdoptAsync(found, submission.Number, cancellationToken);
            return;
        }

        if (_services.Time.GetUtcNow() - submission.FirstSentAt!.Value > _services.Options.VisibleFor)
        {
            await EndAsync(
                record => LaunchResults.Lost(
                    record,
                    $"RunTask was sent at {submission.FirstSentAt:u} and its answer was lost. ECS shows no ECS task of this launch any more; "
                    + "one may have run and ended meanwhile. Look at the logs, and launch again under another id when the work is not done."),
                record => IsSubmission(record, submission.Number),
                cancellationToken);
            return;
        }

        // Whatever it started would still be shown: it started nothing, and can't any more.
        await _progress.SaveAsync(record => IsSubmission(record, submission.Number) ? record with { Submission = null } : record, cancellationToken);
    }

    private async Task AdoptAsync(EcsTask task, int submission, CancellationToken cancellationToken)
    {
        if (task.Tags.FirstOrDefault(tag => tag.Key == RunTaskRequests.OrderTag)?.Value is { } order && _progress.Record.Fingerprint is { } ours && order != ours)
            throw LaunchErrors.DifferentOrderElsewhere(_progress.Record.Id, task.TaskArn);
        _seen = task.LastStatus is null ? null : task;
        await StartedAsync(task.TaskArn, submission, adopted: true, cancellationToken);
    }

    private async Task StartedAsync(string arn, int submission, bool adopted, CancellationToken cancellationToken)
    {
        var now = _services.Time.GetUtcNow();
        await _progress.SaveAsync(
            record => IsSubmission(record, submission) ? record with { EcsTaskArn = arn, EcsTaskKnownAt = now, Adopted = record.Adopted || adopted } : record,
            cancellationToken);

        // Another launcher concluded meanwhile that nothing had been started: what was started must not go on unseen.
        if (_progress.Record.Result is not null && _progress.Record.EcsTaskArn != arn)
        {
            _listener.Note($"The launch had ended already; its late ECS task {arn} is stopped.");
            var stop = new StopTaskRequest
            {
                Cluster = _progress.Record.Cluster,
                Task = arn,
                Reason = StopReasons.Text(StopKind.Requested, "the launch had ended before this ECS task was started"),
            };
            await _patience.CallAsync(token => _services.Tasks.StopTaskAsync(stop, token), cancellationToken);
        }
    }

    private Task RefuseAsync(string reason, int submission, CancellationToken cancellationToken) =>
        EndAsync(record => LaunchResults.Refused(record, reason), record => IsSubmission(record, submission), cancellationToken);

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var record = _progress.Record;
        var arn = record.EcsTaskArn!;
        if (record.Shape is null)
            await _preparation.LearnShapeAsync(_seen, cancellationToken);

        var last = await new TaskFollower(_services, _signals, _progress, _listener).FollowAsync(_seen, _logPosition, cancellationToken);
        _seen = null;
        await _progress.ReloadAsync(cancellationToken);
        if (last is null)
        {
            await EndAsync(
                now => LaunchResults.Lost(
                    now,
                    $"ECS does not know the ECS task {arn} any more, and nobody saw its end. Look at its log; retry when the work can be done twice."),
                now => now.EcsTaskArn == arn,
                cancellationToken);
            return;
        }

        var verdict = OutcomeClassifier.Classify(last, _progress.Record.Shape!, _progress.Record.Stop?.Kind);
        if (_preparation.MayStartElsewhere(verdict, last))
        {
            await _preparation.RefusedForNowAsync(verdict.Reason!, _progress.Record.Submission?.Number, last, cancellationToken);
            return;
        }

        var peak = await _services.Peaks.ReadAsync(_progress.Record.Cluster, last, cancellationToken);
        await EndAsync(now => LaunchResults.Of(now, last, verdict, peak), now => now.EcsTaskArn == arn, cancellationToken);
    }

    private Task EndAsync(Func<LaunchRecord, LaunchResult> result, Func<LaunchRecord, bool> still, CancellationToken cancellationToken) =>
        _progress.SaveAsync(
            record => record.Result is null && still(record) ? record with { Result = result(record), Order = null, Submission = null } : record,
            cancellationToken);
}
