namespace Slipway.Running;

/// <summary>How the task runs of a flow run went, subflows included.</summary>
/// <param name="Created">Tasks called.</param>
/// <param name="Completed">Ran and succeeded.</param>
/// <param name="Cached">Returned a recorded or cached result without running.</param>
/// <param name="Failed">Failed for good.</param>
/// <param name="Cancelled">Stopped on request.</param>
/// <param name="Retries">Attempts that were followed by another.</param>
public sealed record TaskRunCounts(long Created, long Completed, long Cached, long Failed, long Cancelled, long Retries);
