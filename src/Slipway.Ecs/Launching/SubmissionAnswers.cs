using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>Understands what RunTask answered.</summary>
internal static class SubmissionAnswers
{
    /// <summary>Understands a successful answer, which may still hold failures only.</summary>
    internal static SubmissionAnswer Of(RunTaskResponse response)
    {
        // Both may be there (users of Airflow saw ECS tasks behind failures): an ECS task that exists counts.
        if (response.Tasks is [var task, ..])
            return new SubmissionAnswer.Started(task);
        if (response.Failures is not [var first, ..])
            return new SubmissionAnswer.Unknown("RunTask answered with neither an ECS task nor a failure");

        var said = first.Detail is null ? first.Reason : $"{first.Reason} ({first.Detail})";
        var failure = StartFailures.Of([$"RunTask failed: {said}"]);
        return failure is { Class: FailureClass.Capacity or FailureClass.Network, Retry: RetryAdvice.Infrastructure } || first.Reason == "AGENT"
            ? new SubmissionAnswer.NoCapacity(said ?? "no reason given")
            : new SubmissionAnswer.Refused(said ?? "no reason given");
    }

    /// <summary>Understands an error.</summary>
    internal static SubmissionAnswer Of(AwsException exception) => exception switch
    {
        AwsConflictException conflict => new SubmissionAnswer.Conflict(conflict.ResourceIds),
        { FateUnknown: true } => new SubmissionAnswer.Unknown(exception.Error.Reason),
        AwsUnreachableException => new SubmissionAnswer.NotReached(exception),
        AwsAccessDeniedException or AwsCredentialsException or AwsNotFoundException => new SubmissionAnswer.NotAllowed(exception),
        AwsThrottlingException => new SubmissionAnswer.NoCapacity(exception.Error.Reason),
        _ when IsInactive(exception.Error.Reason) => new SubmissionAnswer.RevisionInactive(exception.Error.Reason),
        _ when IsBusy(exception.Error) => new SubmissionAnswer.NoCapacity(exception.Error.Reason),
        _ => new SubmissionAnswer.Refused($"{exception.Code}: {exception.Error.Reason}"),
    };

    // "TaskDefinition is inactive", "TaskDefinition not found.", "Unable to describe task definition."
    private static bool IsInactive(string reason) =>
        Says(reason, "inactive") || (Says(reason, "task definition") || Says(reason, "TaskDefinition")) && (Says(reason, "not found") || Says(reason, "unable to"));

    // ECS passes EC2's throttling on as an invalid parameter: "Error retrieving security group information …: Request limit exceeded. (ErrorCode: RequestLimitExceeded)".
    private static bool IsBusy(AwsError error) =>
        Says(error.Reason, "RequestLimitExceeded") || Says(error.Reason, "limit on the number of") || Says(error.Reason, "capacity is unavailable")
        || error.Code == "LimitExceededException";

    private static bool Says(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
