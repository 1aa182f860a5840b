using System.Runtime.InteropServices;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>What the collector needs of one revision: a value, since there can be a million of them.</summary>
/// <param name="Revision">The number in its family.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Hash">The definition's hash; empty when it is not known (a revision that another tool made).</param>
/// <param name="LaunchId">The launch whose own it is; null when it is shared.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="UsedUntil">Until when somebody may rely on it.</param>
/// <param name="DeregisteredAt">When it became INACTIVE; null before.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RevisionFact(
    int Revision,
    RevisionState State,
    DefinitionHash Hash,
    string? LaunchId,
    DateTimeOffset RegisteredAt,
    DateTimeOffset UsedUntil,
    DateTimeOffset? DeregisteredAt);
