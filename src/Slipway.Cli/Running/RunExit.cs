using System.Runtime.InteropServices;
using Slipway.Cli.CommandLine;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>From what became of a launch to an exit code.</summary>
internal static class RunExit
{
    /// <summary>The exit code of <c>run</c> and <c>attach</c>: the container's where it had one that tells.</summary>
    /// <param name="result">How the launch ended.</param>
    /// <param name="signal">The signal that this process stopped it for; null when it did not.</param>
    public static int Of(LaunchResult result, PosixSignal? signal = null) => result.Outcome switch
    {
        LaunchOutcome.Succeeded => ExitCodes.Success,
        // A main container that ended well beside an essential sidecar that did not is no success.
        LaunchOutcome.Failed => result.ExitCode is { } code and not 0 ? code : ExitCodes.Lost,
        LaunchOutcome.NeverStarted => ExitCodes.NeverStarted,
        LaunchOutcome.Cancelled => signal == PosixSignal.SIGINT ? ExitCodes.Interrupted : ExitCodes.Terminated,
        LaunchOutcome.TimedOut => ExitCodes.TimedOut,
        LaunchOutcome.Lost => ExitCodes.Lost,
        _ => ExitCodes.Internal,
    };
}
