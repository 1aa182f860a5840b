namespace Slipway.Core.Runs;

/// <summary>What holds of each <see cref="RunState"/>.</summary>
public static class RunStates
{
    /// <summary>Nothing follows it, except a new attempt on request.</summary>
    public static bool IsFinal(this RunState state) => state is RunState.Completed or RunState.Failed or RunState.Crashed or RunState.Cancelled;
}
