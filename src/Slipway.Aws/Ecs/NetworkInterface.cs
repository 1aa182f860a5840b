namespace Slipway.Aws.Ecs;

/// <summary>A network interface of a container.</summary>
public sealed record NetworkInterface
{
    /// <summary>The attachment that holds it.</summary>
    public string? AttachmentId { get; init; }

    /// <summary>Its private IPv4 address.</summary>
    public string? PrivateIpv4Address { get; init; }

    /// <summary>Its IPv6 address.</summary>
    public string? Ipv6Address { get; init; }
}
