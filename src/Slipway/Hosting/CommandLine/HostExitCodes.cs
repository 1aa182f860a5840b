using Slipway.Core.Errors;
using Slipway.Core.Runs;
using Slipway.Running;

namespace Slipway.Hosting.CommandLine;

/// <summary>The exit codes of a program of flows, documented in docs/reference/exit-codes.md: Slipway's own where they mean the same.</summary>
internal static class HostExitCodes
{
    /// <summary>The flow completed, or the command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>The flow failed.</summary>
    public const int Failed = 1;

    /// <summary>The flow ran longer than it may.</summary>
    public const int TimedOut = 122;

    /// <summary>The command line or a value in it is wrong; nothing ran.</summary>
    public const int BadInput = 123;

    /// <summary>A rule said no: somebody else holds the run.</summary>
    public const int Refused = 124;

    /// <summary>A fault in Slipway itself.</summary>
    public const int Internal = 125;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM, or from within (128 + SIGTERM).</summary>
    public const int Terminated = 143;

    /// <summary>The exit code of a run that ended.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="interrupted">What the signal that stopped it stands for; null without one.</param>
    public static int Of(FlowRunResult result, int? interrupted) => result.State switch
    {
        RunState.Completed => Success,
        RunState.Cancelled => interrupted ?? Terminated,
        RunState.Failed when result.Variant == StateVariant.TimedOut => TimedOut,
        _ => Failed,
    };

    /// <summary>The exit code of an error before or after a run.</summary>
    public static int Of(SlipwayException exception) => exception.Code.Split('.')[0] switch
    {
        "input" or "flow" or "manifest" or "file" => BadInput,
        "results" when exception.Code is "results.bad-run-id" or "results.unknown-run" or "results.other-flow" => BadInput,
        "store" or "results" => Refused,
        _ => Internal,
    };
}
