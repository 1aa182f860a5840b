namespace Slipway.Aws;

/// <summary>A request whose tries are counted.</summary>
internal interface ITrackedRequest
{
    CallState State { get; }

    /// <summary>False for operations that must not be repeated when an earlier try may have taken effect.</summary>
    bool RepeatableWhenFateUnknown { get; }
}
