namespace Slipway.Core.Graphs;

/// <summary>Why one task waits for another.</summary>
public enum EdgeKind
{
    /// <summary>It was said: <c>needs</c>.</summary>
    Needs,

    /// <summary>It uses the other's result.</summary>
    Result,
}
