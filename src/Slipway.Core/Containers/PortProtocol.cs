namespace Slipway.Core.Containers;

/// <summary>A port's protocol. In JSON: <c>tcp</c>, <c>udp</c>.</summary>
public enum PortProtocol
{
    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,
}
