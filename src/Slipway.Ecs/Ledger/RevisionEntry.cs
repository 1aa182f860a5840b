using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>What the ledger knows of one revision.</summary>
public sealed record RevisionEntry
{
    /// <summary>The family.</summary>
    public required string Family { get; init; }

    /// <summary>The number in the family.</summary>
    public required int Revision { get; init; }

    /// <summary>The hash of the definition that was registered.</summary>
    public required DefinitionHash Hash { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required RevisionState State { get; init; }

    /// <summary>Since when it is there.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The launch whose own it is (policy <c>per-run</c>); null when it is shared by all launches of its hash.</summary>
    public LaunchId? Launch { get; init; }

    /// <summary>When it was registered: by this ledger's clock, or ECS's when it was found there.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last use that was written; later ones, up to <see cref="UsedUntil"/>, may not have been (see <see cref="LedgerOptions.UseSlack"/>).</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Until when somebody may rely on it: nobody deregisters it before.</summary>
    public required DateTimeOffset UsedUntil { get; init; }

    /// <summary>When it became INACTIVE; null before.</summary>
    public DateTimeOffset? DeregisteredAt { get; init; }

    /// <summary>The image version that it was registered for, such as <c>dbt-model:1.0.1</c>; null when it was found in ECS.</summary>
    public string? ImageVersion { get; init; }

    /// <summary>The image's digest; null when it was found in ECS.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The git commit; null when unknown.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The form that people and RunTask use: <c>family:revision</c>.</summary>
    public string Name => $"{Family}:{Revision}";
}
