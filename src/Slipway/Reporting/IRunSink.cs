namespace Slipway.Reporting;

/// <summary>Where a flow run reports to. The flow's own work never waits for it.</summary>
public interface IRunSink
{
    /// <summary>
    /// Takes the next events, in order; called by one caller at a time. An error is reported and the same events are given again. The list is used again
    /// afterwards: a sink that keeps events copies them out.
    /// </summary>
    ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);
}
