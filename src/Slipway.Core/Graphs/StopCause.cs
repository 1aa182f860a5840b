namespace Slipway.Core.Graphs;

/// <summary>Why a flow run is being stopped.</summary>
public enum StopCause
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Somebody asked for it.</summary>
    Requested,

    /// <summary>It took longer than its time limit.</summary>
    TimedOut,
}
