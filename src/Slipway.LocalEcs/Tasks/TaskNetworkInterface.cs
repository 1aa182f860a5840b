namespace Slipway.LocalEcs.Tasks;

/// <summary>The network interface of a container.</summary>
internal sealed record TaskNetworkInterface(string AttachmentId, string PrivateIpv4Address);
