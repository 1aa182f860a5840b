using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Flows;

/// <summary>Launches the attempts of a flow run.</summary>
internal interface ITaskLauncher
{
    /// <summary>Starts the attempt's launch, or adopts it, and follows it to its end.</summary>
    /// <param name="attempt">What to launch.</param>
    /// <param name="listener">Hears of progress and log lines.</param>
    /// <param name="letGo">Lets go of it: the ECS task goes on.</param>
    /// <exception cref="Slipway.Core.Errors.SlipwayException">It could not be launched.</exception>
    Task<AttemptEnd> RunAsync(TaskAttempt attempt, ILaunchListener listener, CancellationToken letGo);

    /// <summary>Stops a launch that is being run; its <see cref="RunAsync"/> then ends by itself.</summary>
    Task StopAsync(LaunchId launch, string reason, CancellationToken letGo);
}
