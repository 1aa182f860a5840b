namespace Slipway.Reporting;

/// <summary>A flow run began: the one that was asked for, or a subflow.</summary>
/// <param name="FlowRunId">Its id.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="Name">The run's name.</param>
/// <param name="ParentTaskRunId">The task run that a subflow is, else null.</param>
public sealed record FlowRunStarted(string FlowRunId, string Flow, string Name, long? ParentTaskRunId) : RunEvent;
