namespace Slipway.LocalEcs.Faults;

/// <summary>One thing that goes wrong, where, and how often.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The operation it meets, such as <c>RunTask</c>, for faults of calls. Null: every operation.</summary>
    public string? Operation { get; init; }

    /// <summary>A part of the text it meets: the image for <see cref="FaultKind.PullFailure"/>, the definition's family for the other faults of ECS tasks. Null: all.</summary>
    public string? Match { get; init; }

    /// <summary>How many matching occasions are left alone first. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How often at most. Null: without end.</summary>
    public int? Times { get; init; }

    /// <summary>How likely on each occasion, 0 to 1. Default 1. Drawn from the plan's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>
    /// When: for <see cref="FaultKind.SpotInterruption"/> and <see cref="FaultKind.OutOfMemory"/> the time after the start,
    /// for <see cref="FaultKind.DelayedState"/> by how much. Default: no time.
    /// </summary>
    public TimeSpan After { get; init; }

    /// <summary>The reason given, where AWS has several: <c>RESOURCE:MEMORY</c>, <c>RESOURCE:ENI</c>, or the pull's error. Null: the usual one.</summary>
    public string? Message { get; init; }
}
