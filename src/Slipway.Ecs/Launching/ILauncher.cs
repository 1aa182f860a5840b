using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>Starts launches, follows them to their end, and finds again what was started before.</summary>
public interface ILauncher
{
    /// <summary>Starts the launch, or adopts what the same id started before, and follows it to its end.</summary>
    /// <param name="order">What to launch.</param>
    /// <param name="listener">Hears of progress and log lines.</param>
    /// <param name="cancellationToken">
    /// Lets go of the launch: the ECS task goes on, and a later call adopts it. To stop it, call <see cref="StopAsync"/>; this method then ends by itself.
    /// </param>
    Task<LaunchResult> RunAsync(LaunchOrder order, ILaunchListener listener, CancellationToken cancellationToken);

    /// <summary>Starts the launch, or adopts it, and returns as soon as ECS has an ECS task for it or has definitively refused.</summary>
    /// <returns>Null while the ECS task goes on; the result when the launch has ended already.</returns>
    Task<LaunchResult?> StartAsync(LaunchOrder order, ILaunchListener listener, CancellationToken cancellationToken);

    /// <summary>Follows a launch that was started before, by any machine.</summary>
    /// <exception cref="Slipway.Core.Errors.SlipwayException"><c>launch.not-found</c>: neither the launch store nor ECS knows it.</exception>
    Task<LaunchResult> AttachAsync(LaunchId id, string cluster, ILaunchListener listener, CancellationToken cancellationToken);

    /// <summary>Asks ECS to stop the launch's ECS task; ends when it is STOPPED, or when it is certain that none was started.</summary>
    Task<LaunchResult> StopAsync(LaunchId id, string cluster, string reason, CancellationToken cancellationToken);
}
