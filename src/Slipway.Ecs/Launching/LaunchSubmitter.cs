using Slipway.Aws;

namespace Slipway.Ecs.Launching;

/// <summary>Sends the stored submission of a launch: the exact bytes, after the record says so and while the claim is held.</summary>
internal sealed class LaunchSubmitter(LaunchServices services)
{
    /// <summary>Sends the record's submission once, waiting out what the budget and throttling demand.</summary>
    internal async Task<SubmissionSend> SendAsync(LaunchProgress progress, ILaunchListener listener, CancellationToken cancellationToken)
    {
        var submission = progress.Record.Submission ?? throw new InvalidOperationException("There is nothing to send.");
        var before = submission;
        DateTimeOffset? sentAt = null;
        return new SubmissionSend(await AnswerAsync(), before, sentAt);

        async Task<SubmissionAnswer> AnswerAsync()
        {
            try
            {
                return SubmissionAnswers.Of(await services.Tasks.RunTaskAsync(submission.Request, BeforeSendAsync, cancellationToken));
            }
            catch (CalledOffException)
            {
                return new SubmissionAnswer.CalledOff();
            }
            catch (AwsException exception)
            {
                return SubmissionAnswers.Of(exception);
            }
        }

        async Task BeforeSendAsync(CancellationToken token)
        {
            if (!await services.Claims.IsHeldAsync(progress.Record.Id, token))
                throw LaunchErrors.ClaimLost(progress.Record.Id);

            // The write is also the look whether the launch was stopped, or taken further by another launcher, while this one waited.
            var now = services.Time.GetUtcNow();
            var found = submission;
            await progress.SaveAsync(
                record =>
                {
                    if (!MaySend(record, submission.Number, now))
                        return record;
                    found = record.Submission!;
                    return record with
                    {
                        Submission = found with { FirstSentAt = found.FirstSentAt ?? now, LastSentAt = After(found.LastSentAt, now) },
                        SubmittedAt = record.SubmittedAt ?? now,
                    };
                },
                token);
            if (!MaySend(progress.Record, submission.Number, now))
                throw new CalledOffException();

            // A send of this call that was throttled certainly did nothing: what was there before it is what counts.
            if (sentAt is null || found.LastSentAt != sentAt)
                before = found;
            sentAt = progress.Record.Submission!.LastSentAt;
            listener.Submitted(submission.Number, submission.Capacity);
        }
    }

    private bool MaySend(LaunchRecord record, int number, DateTimeOffset now) =>
        record is { Result: null, EcsTaskArn: null, Stop: null, Submission: { } current }
        && current.Number == number
        && (current.FirstSentAt is not { } first || now - first < services.Options.ResendFor);

    /// <summary>Later than the last send, whatever the clocks say: it tells the sends of a submission apart.</summary>
    private static DateTimeOffset After(DateTimeOffset? last, DateTimeOffset now) => last is { } before && before >= now ? before.AddTicks(1) : now;

    private sealed class CalledOffException : Exception;
}
