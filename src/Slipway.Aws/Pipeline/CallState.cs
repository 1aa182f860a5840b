namespace Slipway.Aws;

/// <summary>What the tries of one call left behind.</summary>
internal sealed class CallState
{
    /// <summary>How many requests were sent.</summary>
    internal int Attempts { get; set; }

    /// <summary>Whether any try may have taken effect without our knowing.</summary>
    internal bool FateUnknown { get; set; }
}
