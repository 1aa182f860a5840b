using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Outcomes;

/// <summary>What became of an ECS task, judged from what ECS says about it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Failure">The failure's class; null when it succeeded.</param>
/// <param name="Reason">What happened, in words, with the next step where there is one; null when it succeeded.</param>
/// <param name="ExitCode">The main container's exit code; null when it never had one.</param>
/// <param name="Retry">Whether trying again may help.</param>
public sealed record LaunchVerdict(LaunchOutcome Outcome, FailureClass? Failure, string? Reason, int? ExitCode, RetryAdvice Retry);
