using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Execution;

namespace Slipway;

/// <summary>The present flow run and task run, for code that wants to know. Outside a run each member says so by its neutral value.</summary>
public static partial class Run
{
    /// <summary>Whether this code is part of a flow run.</summary>
    public static bool IsActive => Ambient.Current is not null;

    /// <summary>The id of the flow run, or of the subflow's run inside one; empty outside a run.</summary>
    public static string Id => Ambient.Current?.FlowRunId ?? "";

    /// <summary>The number of the present attempt of the task (of the flow, between tasks), from 1; 1 outside a run.</summary>
    public static int Attempt => Ambient.Current?.Number ?? 1;

    /// <summary>
    /// A key for systems that take one: the same on every attempt of this task run, also after a resume, and different for every other task run. Outside a
    /// run a new one each time.
    /// </summary>
    public static string IdempotencyKey => Ambient.Current?.IdempotencyKey ?? Guid.NewGuid().ToString("N");

    /// <summary>The logger whose lines belong to the present task run; outside a run one that logs nothing.</summary>
    public static ILogger Logger => Ambient.Current?.Logger ?? NullLogger.Instance;

    /// <summary>Ended when the run is cancelled or the present attempt's time is over; outside a run none.</summary>
    public static CancellationToken CancellationToken => Ambient.Current?.Present ?? default;

    /// <summary>
    /// From here until it is disposed, tasks are run and their tokens are not cancelled even when the run is: for what must be tidied up, in a
    /// <c>finally</c>. Time limits of the called tasks hold; that of the caller does not.
    /// </summary>
    public static IDisposable BeginCleanUp() => new CleanUp();

    private sealed class CleanUp : IDisposable
    {
        private readonly TaskRun? _before = Ambient.Current;

        public CleanUp() => Ambient.Set(_before?.ForCleanUp());

        public void Dispose() => Ambient.Set(_before);
    }
}
