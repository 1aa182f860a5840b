using System.Runtime.InteropServices;

namespace Slipway.Ecs.Ledger;

/// <summary>The active revision of a definition.</summary>
/// <param name="Revision">Its number in the family.</param>
/// <param name="UsedUntil">Until when nobody deregisters it; at least what was asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LedgerHit(int Revision, DateTimeOffset UsedUntil);
