namespace Slipway.Ecs.Launching;

/// <summary>One send of a submission, and what came of it.</summary>
/// <param name="Answer">What came of it.</param>
/// <param name="Before">The submission as it was stored right before this send: other launchers may have sent it since it was read.</param>
/// <param name="SentAt">The <see cref="LaunchSubmission.LastSentAt"/> that this send stored; null when nothing was sent.</param>
internal sealed record SubmissionSend(SubmissionAnswer Answer, LaunchSubmission Before, DateTimeOffset? SentAt)
{
    /// <summary>Whether the submission had been sent before, and what became of that is not known.</summary>
    internal bool WasSentBefore { get; init; } = Before.FirstSentAt is not null;

    /// <summary>Whether a record still waits for the submission, and nobody has sent it since.</summary>
    internal bool IsLast(LaunchRecord record) =>
        SentAt is not null && record is { EcsTaskArn: null, Result: null, Submission: { } submission } && submission.Number == Before.Number && submission.LastSentAt == SentAt;
}
