using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Launching;

/// <summary>What came of sending a submission.</summary>
internal abstract record SubmissionAnswer
{
    /// <summary>ECS has an ECS task for it.</summary>
    internal sealed record Started(EcsTask Task) : SubmissionAnswer;

    /// <summary>The token was used before with other bytes, for these ECS tasks.</summary>
    internal sealed record Conflict(IReadOnlyList<string> EcsTaskArns) : SubmissionAnswer;

    /// <summary>No room for now; another place or a later time may do.</summary>
    internal sealed record NoCapacity(string Reason) : SubmissionAnswer;

    /// <summary>The revision can't be run any more.</summary>
    internal sealed record RevisionInactive(string Reason) : SubmissionAnswer;

    /// <summary>ECS refuses the request as it is.</summary>
    internal sealed record Refused(string Reason) : SubmissionAnswer;

    /// <summary>The caller may not, or names a cluster that is not there: nothing that belongs to this launch.</summary>
    internal sealed record NotAllowed(Exception Cause) : SubmissionAnswer;

    /// <summary>It may have started an ECS task, or not.</summary>
    internal sealed record Unknown(string Reason) : SubmissionAnswer;

    /// <summary>AWS was not even reached: nothing was started.</summary>
    internal sealed record NotReached(Exception Cause) : SubmissionAnswer;

    /// <summary>It was not sent after all: the launch's record has moved on meanwhile, or it is too late for this request.</summary>
    internal sealed record CalledOff : SubmissionAnswer;
}
