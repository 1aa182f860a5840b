using System.Runtime.InteropServices;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>One revision of a plan: a value of 16 bytes, since there can be a million of them.</summary>
/// <param name="Family">The family, as an index into <see cref="CollectorPlan.Families"/>.</param>
/// <param name="Revision">The number in the family.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Reason">Why.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlannedRevision(int Family, int Revision, RevisionState State, PlannedAction Action, PlanReason Reason);
