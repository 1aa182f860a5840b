namespace Slipway.Core.Expressions;

/// <summary>What the first word of an expression names.</summary>
public enum ExpressionRoot
{
    /// <summary><c>parameters.NAME</c>: a parameter of the flow.</summary>
    Parameters,

    /// <summary><c>tasks.NAME.result</c>: what a task wrote into its result file.</summary>
    Tasks,

    /// <summary><c>matrix.NAME</c>: the value of the task's own matrix.</summary>
    Matrix,

    /// <summary><c>run.id</c>: the flow run.</summary>
    Run,
}
