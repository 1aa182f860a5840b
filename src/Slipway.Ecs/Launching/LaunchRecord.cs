using Slipway.Core.Launches;
using Slipway.Ecs.Outcomes;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Launching;

/// <summary>
/// What a launcher must remember of a launch to go on after its own death, or to let another one go on. Holds environment values until the launch has ended.
/// </summary>
public sealed record LaunchRecord
{
    /// <summary>The launch.</summary>
    public required LaunchId Id { get; init; }

    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Whose exit code counts and where the output is; null until it is known (an ECS task of another machine).</summary>
    public LaunchShape? Shape { get; init; }

    /// <summary>What was ordered; null once the launch has ended, and for an ECS task that another machine started.</summary>
    public LaunchOrder? Order { get; init; }

    /// <summary>The order's fingerprint: the same id with another one is refused. Null when another machine's order is not known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whose revision it runs.</summary>
    public RevisionPolicy Policy { get; init; }

    /// <summary>When the order was taken.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>The revision; null until it is at hand.</summary>
    public RegisteredRevision? Revision { get; init; }

    /// <summary>When the revision was at hand.</summary>
    public DateTimeOffset? RevisionReadyAt { get; init; }

    /// <summary>The digest that the order pins.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The request that is about to be sent, or whose answer counts; null when there is none or it was definitively refused.</summary>
    public LaunchSubmission? Submission { get; init; }

    /// <summary>How many submissions there were; the next one's number is one more.</summary>
    public int Submissions { get; init; }

    /// <summary>When RunTask was first sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Since when AWS has been refusing for want of capacity.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>How many refusals for want of capacity there were: decides which choice is next, and how long to wait.</summary>
    public int Refusals { get; init; }

    /// <summary>How many times AWS called the revision inactive.</summary>
    public int InactiveRevisions { get; init; }

    /// <summary>Subnets that the next submission leaves out, since the last one failed there.</summary>
    public IReadOnlyList<string> AvoidedSubnets { get; init; } = [];

    /// <summary>ECS tasks of earlier submissions that stopped before any container ran.</summary>
    public IReadOnlyList<string> FailedStarts { get; init; } = [];

    /// <summary>The ECS task; null until there is one.</summary>
    public string? EcsTaskArn { get; init; }

    /// <summary>When ECS was known to have the ECS task.</summary>
    public DateTimeOffset? EcsTaskKnownAt { get; init; }

    /// <summary>Whether the ECS task was found rather than started.</summary>
    public bool Adopted { get; init; }

    /// <summary>The decision to stop it; null when there is none.</summary>
    public LaunchStop? Stop { get; init; }

    /// <summary>How it ended; null while it goes on. Never changes once it is there.</summary>
    public LaunchResult? Result { get; init; }

    /// <summary>Whether the revision of its own (<see cref="RevisionPolicy.PerRun"/>) is gone.</summary>
    public bool RevisionReleased { get; init; }

    /// <summary>Counts the writes; 0 when it was never stored.</summary>
    public long Version { get; init; }
}
