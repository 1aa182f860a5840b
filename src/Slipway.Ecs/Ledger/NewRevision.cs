using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>A revision that the ledger hears of for the first time.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Hash">The definition's hash.</param>
/// <param name="State"><see cref="RevisionState.Active"/>, <see cref="RevisionState.Orphan"/> or <see cref="RevisionState.Deregistered"/>.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="UsedUntil">Until when its registrant relies on it; <paramref name="RegisteredAt"/> when nobody does.</param>
public sealed record NewRevision(int Revision, DefinitionHash Hash, RevisionState State, DateTimeOffset RegisteredAt, DateTimeOffset UsedUntil)
{
    /// <summary>The launch whose own it is; null when it is shared.</summary>
    public LaunchId? Launch { get; init; }

    /// <summary>When it became INACTIVE; null when it is not.</summary>
    public DateTimeOffset? DeregisteredAt { get; init; }
}
