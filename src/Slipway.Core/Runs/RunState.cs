namespace Slipway.Core.Runs;

/// <summary>The state of a flow run or task run. The names in JSON are kebab case: <c>awaiting-retry</c>.</summary>
public enum RunState
{
    /// <summary>It is due at a time to come.</summary>
    Scheduled,

    /// <summary>It may start, and waits for a worker, a slot or capacity.</summary>
    Pending,

    /// <summary>An attempt of it runs.</summary>
    Running,

    /// <summary>An attempt failed, and the next one starts after a delay.</summary>
    AwaitingRetry,

    /// <summary>It waits for a person.</summary>
    Paused,

    /// <summary>It was asked to stop and has not ended yet.</summary>
    Cancelling,

    /// <summary>Final: it succeeded.</summary>
    Completed,

    /// <summary>Final: it failed by its own code, its time limit, or an upstream failure.</summary>
    Failed,

    /// <summary>Final: what ran it died.</summary>
    Crashed,

    /// <summary>Final: it was stopped on request.</summary>
    Cancelled,
}
