using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Registration;

/// <summary>What a launch store knows of a launch, for <see cref="PerRunSweep"/>.</summary>
public static class LaunchStandings
{
    /// <summary>Asks a launch store.</summary>
    public static Func<LaunchId, CancellationToken, Task<LaunchStanding>> From(ILaunchStore launches)
    {
        ArgumentNullException.ThrowIfNull(launches);
        return async (launch, cancellationToken) => await launches.GetAsync(launch, cancellationToken) switch
        {
            null => LaunchStanding.Unknown,
            { Result: null } => LaunchStanding.Active,
            _ => LaunchStanding.Ended,
        };
    }
}
