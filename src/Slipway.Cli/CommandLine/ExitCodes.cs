namespace Slipway.Cli.CommandLine;

/// <summary>
/// Slipway's own exit codes, documented in docs/reference/exit-codes.md. They keep clear of what programs and shells commonly use; 126 and above
/// belong to the shell.
/// </summary>
internal static class ExitCodes
{
    /// <summary>It went well.</summary>
    public const int Success = 0;

    /// <summary><c>doctor</c> and <c>collect</c> found something that a person should look at.</summary>
    public const int Findings = 1;

    /// <summary><c>run --result</c>: the container ended with 0, but what it wrote is too large or no JSON.</summary>
    public const int ResultUnusable = 1;

    /// <summary><c>flow run</c>: a task of the flow failed.</summary>
    public const int FlowFailed = 1;

    /// <summary>No container ran: no capacity, image not pulled, AWS not reachable.</summary>
    public const int NeverStarted = 120;

    /// <summary>What became of the container can't be found out, or it ended without an exit code of its own that tells.</summary>
    public const int Lost = 121;

    /// <summary>It ran longer than <c>--timeout</c> allows, and was stopped.</summary>
    public const int TimedOut = 122;

    /// <summary>The command line, the settings or a name in them are wrong.</summary>
    public const int BadInput = 123;

    /// <summary>AWS, or a rule of the settings, said no: credentials, permissions, a version that moved.</summary>
    public const int Refused = 124;

    /// <summary>A fault in Slipway itself.</summary>
    public const int Internal = 125;

    /// <summary>Stopped by Ctrl-C here (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM here, or by somebody else (128 + SIGTERM).</summary>
    public const int Terminated = 143;

    /// <summary>The exit code of an error, by its code; docs/reference/errors.md lists them.</summary>
    public static int Of(string code) => code switch
    {
        "launch.not-found" or "launch.bad-id" => BadInput,
        "launch.different-order" or "launch.refused" or "launch.stop-refused" or "launch.claim-lost" => Refused,
        "image.access-denied" or "image.bad-credentials" => Refused,
        "image.registry-failed" or "image.registry-unreachable" or "image.bad-answer" => NeverStarted,
        "local-ecs.option-invalid" or "local-ecs.images-file" or "local-ecs.fault-invalid" or "local-ecs.state-too-new" => BadInput,
        "storage.access-denied" or "storage.refused" => Refused,
        "storage.throttled" or "storage.unreachable" or "storage.failed" => NeverStarted,
        "flow.different-run" => Refused,
        "result.unreadable" => Lost,
        "storage.busy" or "ledger.contended" or "ledger.lease-lost" => NeverStarted,
        _ => code.Split('.')[0] switch
        {
            "settings" or "input" or "flow" or "manifest" or "image" or "version" or "result" or "container" or "definition" or "revision" or "family" or "storage" or "ledger" or "file" => BadInput,
            "launch" or "local-ecs" or "network" or "registration" => NeverStarted,
            "collector" => Refused,
            _ => Internal,
        },
    };
}
