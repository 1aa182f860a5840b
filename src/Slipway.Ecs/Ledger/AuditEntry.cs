using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>One line of the ledger's append-only audit trail.</summary>
public sealed record AuditEntry
{
    /// <summary>The entry's id: opaque, and later entries sort behind earlier ones of the same writer.</summary>
    public required string Id { get; init; }

    /// <summary>When, by the writer's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The family.</summary>
    public required string Family { get; init; }

    /// <summary>The revision; null while only the intent exists.</summary>
    public int? Revision { get; init; }

    /// <summary>The definition's hash; null when it is not known.</summary>
    public DefinitionHash? Hash { get; init; }

    /// <summary>The state before; null when the ledger did not know the revision.</summary>
    public RevisionState? From { get; init; }

    /// <summary>The state after; equal to <see cref="From"/> when only the use was extended, and null when an intent was given up.</summary>
    public RevisionState? To { get; init; }

    /// <summary>Who, why, for which launch, image and commit.</summary>
    public required AuditContext By { get; init; }

    /// <summary>The fence under which it was written; null when no lease was needed.</summary>
    public long? Fence { get; init; }
}
