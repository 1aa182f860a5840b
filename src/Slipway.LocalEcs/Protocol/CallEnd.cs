namespace Slipway.LocalEcs.Protocol;

/// <summary>How a call ended.</summary>
internal enum CallEnd
{
    /// <summary>With the operation's answer.</summary>
    Answered,

    /// <summary>Refused for its rate.</summary>
    Throttled,

    /// <summary>Refused with another error.</summary>
    Refused,

    /// <summary>Without an answer: the connection was ended by a fault.</summary>
    Aborted,
}
