namespace Slipway.Core.Containers;

/// <summary>A port that a container listens on. In JSON: <c>8080</c> or <c>53/udp</c>.</summary>
/// <param name="Port">The port, 1 to 65,535. In awsvpc networks the host's port is the same.</param>
/// <param name="Protocol">The protocol. Default: TCP.</param>
public sealed record PortSettings(int Port, PortProtocol Protocol = PortProtocol.Tcp);
