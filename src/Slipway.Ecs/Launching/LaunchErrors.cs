using Slipway.Core.Errors;
using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>The errors of launching.</summary>
internal static class LaunchErrors
{
    internal static SlipwayException NotFound(LaunchId id, string cluster) => new(
        "launch.not-found",
        $"Launch {id} is not known: not to the launch store, and ECS has no ECS task started by it in cluster {cluster} (stopped ones are shown for about an hour). "
        + "Check the id, the cluster and the environment.");

    internal static SlipwayException DifferentOrder(LaunchId id) => new(
        "launch.different-order",
        $"Launch {id} is going on with another order (definition, command, environment, sizes, network or time-out differ). "
        + "Attach to it, stop it, or use another launch id for what you want to run now.");

    internal static SlipwayException DifferentOrderElsewhere(LaunchId id, string ecsTaskArn) => new(
        "launch.different-order",
        $"Launch {id} was started by another machine with another order (definition, command, environment, sizes, network or time-out differ); "
        + $"its ECS task is {ecsTaskArn}. Attach to it, stop it, or use another launch id for what you want to run now.");

    internal static SlipwayException ClaimLost(LaunchId id) => new(
        "launch.claim-lost",
        $"Launch {id} has passed to another agent: this one sends nothing more for it. Nothing has to be done.");

    internal static SlipwayException Refused(LaunchId id, string what, Exception cause) => new(
        "launch.refused",
        $"Launch {id} was not started: {cause.Message} Mend that and run the same launch again; {what}.",
        cause);

    internal static SlipwayException StopRefused(LaunchId id, string ecsTaskArn, Exception cause) => new(
        "launch.stop-refused",
        $"Launch {id} goes on: its ECS task {ecsTaskArn} could not be stopped: {cause.Message}",
        cause);
}
