namespace Slipway.Reporting;

/// <summary>A task was called.</summary>
/// <param name="TaskRunId">Its number in the flow run, from 1.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Name">The task run's name.</param>
/// <param name="Site">The call's place in the source: <c>DailyOrders.RunAsync/ExtractAsync#0</c>.</param>
/// <param name="ParentTaskRunId">The task that called it; null for the flow itself.</param>
/// <param name="Upstream">
/// The task runs whose results it was given, found by the results' identity. Edges known from the source are in the static graph, by site.
/// </param>
public sealed record TaskRunCreated(long TaskRunId, string Task, string Name, string Site, long? ParentTaskRunId, IReadOnlyList<long> Upstream) : RunEvent;
