using Slipway.Core.Graphs;
using Slipway.Core.Launches;
using Slipway.Core.Runs;

namespace Slipway.Core.Flows;

/// <summary>From what became of a container to the state of its task run.</summary>
public static class TaskOutcome
{
    /// <summary>The final state of a task run whose last attempt failed so; null is success.</summary>
    public static TaskRunState StateOf(FailureClass? failure) => failure switch
    {
        null => new TaskRunState(RunState.Completed),
        FailureClass.UserCode or FailureClass.OutOfMemory => new TaskRunState(RunState.Failed),
        FailureClass.Timeout => new TaskRunState(RunState.Failed, StateVariant.TimedOut),
        FailureClass.Cancelled => new TaskRunState(RunState.Cancelled),
        FailureClass.Lost => new TaskRunState(RunState.Crashed, StateVariant.Lost),
        _ => new TaskRunState(RunState.Crashed),
    };
}
