namespace Slipway.Reporting;

/// <summary>How far <see cref="Run.MapAsync{TItem}(IEnumerable{TItem}, Func{TItem, Task}, int)"/> or one like it is.</summary>
/// <param name="Map">Its number in the flow run, from 1.</param>
/// <param name="TaskRunId">The task run that maps, or null for the flow itself.</param>
/// <param name="Done">How many bodies have succeeded.</param>
/// <param name="Total">How many items there are; null when nobody knows yet.</param>
/// <param name="HasEnded">Whether no further body runs. It failed or was cancelled if fewer are done than there are.</param>
public sealed record MapProgressed(int Map, long? TaskRunId, long Done, long? Total, bool HasEnded) : RunEvent;
