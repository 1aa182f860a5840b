using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>How a launch ended.</summary>
public sealed record LaunchResult
{
    /// <summary>The launch.</summary>
    public required LaunchId Id { get; init; }

    /// <summary>What became of it.</summary>
    public required LaunchOutcome Outcome { get; init; }

    /// <summary>The failure's class; null when it succeeded.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>What happened, in words, with the next step where there is one; null when it succeeded.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether trying again may help, and whether the author's own retries pay for it.</summary>
    public Outcomes.RetryAdvice Retry { get; init; }

    /// <summary>The main container's exit code; null when it never had one.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The ECS task; null when none was started.</summary>
    public string? EcsTaskArn { get; init; }

    /// <summary>The revision that ran, as <c>family:revision</c>; null when it never got one.</summary>
    public string? Revision { get; init; }

    /// <summary>How the revision was come by; null when it never got one, or when another machine came by it.</summary>
    public Registration.RevisionOrigin? RevisionOrigin { get; init; }

    /// <summary>The definition's hash.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>The digest that ran (ECS's own word for it once the image was pulled, the pinned one before).</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Whether an ECS task that had been started before was taken over.</summary>
    public bool Adopted { get; init; }

    /// <summary>Whether it had ended, and that was stored, before this launcher was asked for it.</summary>
    public bool EndedBefore { get; init; }

    /// <summary>When each phase began and ended.</summary>
    public required LaunchTimings Timings { get; init; }

    /// <summary>The ECS task's highest memory use in bytes, of all containers together; null unless the cluster has Container Insights and it ran for a minute or so.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The ECS task's highest CPU use in ECS units (1,024 = one vCPU); null unless the cluster has Container Insights and it ran for a minute or so.</summary>
    public double? PeakCpuUnits { get; init; }

    /// <summary>How many RunTask submissions it took (1 unless AWS refused some for want of capacity).</summary>
    public int Submissions { get; init; }
}
