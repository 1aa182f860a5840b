using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>A decision to stop a launch, stored before anything is done about it.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Reason">In words.</param>
/// <param name="At">When.</param>
public sealed record LaunchStop(StopKind Kind, string Reason, DateTimeOffset At);
