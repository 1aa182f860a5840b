using Slipway.Aws.Ecs;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Takes one launch from wherever its record says it is to its end. Each step begins from what is stored, and stores what it did: a launcher that dies
/// anywhere is followed by another that does the next step, or the same one again.
/// </summary>
internal sealed class LaunchSession
{
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
        var send = await _submitter.SendAsync(_progress, _listener, cancellationToken);
        var number = send.Before.Number;
        if (send.Answer is SubmissionAnswer.NoCapacity or SubmissionAnswer.RevisionInactive or SubmissionAnswer.Refused)
        {
            await RefusedAsync(send, cancellationToken);
            return;
        }

        switch (send.Answer)
        {
            case SubmissionAnswer.Started(var task):
                _seen = task;
                await StartedAsync(task.TaskArn, number, adopted: send.WasSentBefore, cancellationToken);
                break;
            case SubmissionAnswer.Conflict { EcsTaskArns: [var arn, ..] }:
                var described = await _lookup.DescribeAsync(_progress.Record.Cluster, [arn], cancellationToken);
                await AdoptAsync(described is [var existing, ..] ? existing : new EcsTask { TaskArn = arn }, number, cancellationToken);
                break;
            case SubmissionAnswer.Conflict:
                await WaitForAnswerAsync("RunTask says that it started this launch before; looking for its ECS task", cancellationToken);
                if (await FindAsync(cancellationToken) is { } started)
                    await AdoptAsync(started, number, cancellationToken);
                break;
            case SubmissionAnswer.NotAllowed(var cause):
                await _progress.SaveAsync(record => !send.WasSentBefore && send.IsLast(record) ? record with { Submission = null } : record, cancellationToken);
                throw LaunchErrors.Refused(_progress.Record.Id, NothingWasStarted() ? "nothing was started" : "whether another request started it is not known yet", cause);
            case SubmissionAnswer.NotReached(var cause):
                await NotReachedAsync(send, cause, cancellationToken);
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

    /// <summary>
    /// Takes a refusal in. It answers one send: what other sends of the submission did, earlier ones and those that other launchers made meanwhile, must be
    /// seen before it may count for the submission. The next number may start another ECS task.
    /// </summary>
    private async Task RefusedAsync(SubmissionSend send, CancellationToken cancellationToken)
    {
        await _progress.ReloadAsync(cancellationToken);
        var judged = send;
        while (judged.WasSentBefore || !judged.IsLast(_progress.Record))
        {
            if (!IsSubmission(_progress.Record, send.Before.Number))
                return;

            // Looked for again when others sent it meanwhile. Whoever looks does not send, so that comes to an end.
            var last = _progress.Record.Submission!;
            if (await FindSettledAsync(cancellationToken) is { } found)
            {
                await AdoptAsync(found, send.Before.Number, cancellationToken);
                return;
            }

            await _progress.ReloadAsync(cancellationToken);
            judged = send with { SentAt = last.LastSentAt, WasSentBefore = false };
        }

        switch (send.Answer)
        {
            case SubmissionAnswer.NoCapacity(var reason):
                await _preparation.RefusedForNowAsync(reason, judged.IsLast, failedStart: null, cancellationToken);
                break;
            case SubmissionAnswer.RevisionInactive(var reason) when _progress.Record.InactiveRevisions > 0:
                await EndAsync(record => LaunchResults.RevisionInactive(record, reason), judged.IsLast, cancellationToken);
                break;
            case SubmissionAnswer.RevisionInactive:
                await _preparation.InvalidateRevisionAsync(judged.IsLast, cancellationToken);
                break;
            case SubmissionAnswer.Refused(var reason):
                await EndAsync(record => LaunchResults.Refused(record, reason), judged.IsLast, cancellationToken);
                break;
        }
    }

    private async Task NotReachedAsync(SubmissionSend send, Exception cause, CancellationToken cancellationToken)
    {
        // Nothing left this machine: the submission is again what it was before this try.
        await _progress.SaveAsync(
            record => send.IsLast(record)
                ? record with { Submission = send.Before, SubmittedAt = send.Before is { Number: 1, FirstSentAt: null } ? null : record.SubmittedAt }
                : record,
            cancellationToken);
        _notReachedSince ??= _services.Time.GetTimestamp();
        if (_services.Time.GetElapsedTime(_notReachedSince.Value) >= _services.Options.OutagePatience)
            throw LaunchErrors.Refused(_progress.Record.Id, NothingWasStarted() ? "nothing was started" : "whether another request started it is not known yet", cause);
        _unanswered++;
        await WaitForAnswerAsync(cause.Message, cancellationToken);
    }

    private bool NothingWasStarted() => _progress.Record is { EcsTaskArn: null, Submission: null or { FirstSentAt: null } };

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
            var number = _progress.Record.Submission?.Number;
            await _preparation.RefusedForNowAsync(
                verdict.Reason!,
                record => record.Result is null && record.Submission?.Number == number && record.EcsTaskArn == last.TaskArn,
                last,
                cancellationToken);
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
