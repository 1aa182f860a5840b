using Slipway.Aws;

namespace Slipway.Ecs.Launching;

/// <summary>Sends the stored submission of a launch: the exact bytes, after the record says so and while the claim is held.</summary>
internal sealed class LaunchSubmitter(LaunchServices services)
{
    /// <summary>Sends the record's submission once, waiting out what the budget and throttling demand.</summary>
    internal async Task<SubmissionAnswer> SendAsync(LaunchProgress progress, ILaunchListener listener, CancellationToken cancellationToken)
    {
        var submission = progress.Record.Submission ?? throw new InvalidOperationException("There is nothing to send.");
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

        async Task BeforeSendAsync(CancellationToken token)
        {
            if (!await services.Claims.IsHeldAsync(progress.Record.Id, token))
                throw LaunchErrors.ClaimLost(progress.Record.Id);

            // The write is also the look whether the launch was stopped, or taken further by another launcher, while this one waited.
            var now = services.Time.GetUtcNow();
            await progress.SaveAsync(
                record => MaySend(record, submission.Number, now)
                    ? record with
                    {
                        Submission = record.Submission! with { FirstSentAt = record.Submission.FirstSentAt ?? now, LastSentAt = now },
                        SubmittedAt = record.SubmittedAt ?? now,
                    }
                    : record,
                token);
            if (!MaySend(progress.Record, submission.Number, now))
                throw new CalledOffException();
            listener.Submitted(submission.Number, submission.Capacity);
        }
    }

    private bool MaySend(LaunchRecord record, int number, DateTimeOffset now) =>
        record is { Result: null, EcsTaskArn: null, Stop: null, Submission: { } current }
        && current.Number == number
        && (current.FirstSentAt is not { } first || now - first < services.Options.ResendFor);

    private sealed class CalledOffException : Exception;
}
