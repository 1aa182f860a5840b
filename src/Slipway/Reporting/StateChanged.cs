using Slipway.Core.Runs;

namespace Slipway.Reporting;

/// <summary>A flow run or task run changed its state.</summary>
/// <param name="TaskRunId">The task run, or null for the flow run.</param>
/// <param name="State">The new state.</param>
/// <param name="Variant">Its variant.</param>
/// <param name="Attempt">The attempt that it belongs to, from 1.</param>
/// <param name="Message">Why, in words for people: the exception's type and message.</param>
public sealed record StateChanged(long? TaskRunId, RunState State, StateVariant Variant, int Attempt, string? Message) : RunEvent;
