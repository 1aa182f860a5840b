using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Says whether this process may still act for a launch. ECS checks no fence, so it is asked right before each RunTask is sent: an agent whose claim has
/// passed to another must not start anything more.
/// </summary>
public interface ILaunchClaims
{
    /// <summary>Claims that are never lost: for a process that nobody takes launches from.</summary>
    static ILaunchClaims Always { get; } = new AlwaysHeld();

    /// <summary>Whether the launch is still this process's.</summary>
    ValueTask<bool> IsHeldAsync(LaunchId launch, CancellationToken cancellationToken);

    private sealed class AlwaysHeld : ILaunchClaims
    {
        public ValueTask<bool> IsHeldAsync(LaunchId launch, CancellationToken cancellationToken) => ValueTask.FromResult(true);
    }
}
