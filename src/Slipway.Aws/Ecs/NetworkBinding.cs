using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>A port that a container opened on its host.</summary>
public sealed record NetworkBinding
{
    /// <summary>The address bound.</summary>
    [JsonPropertyName("bindIP")]
    public string? BindIp { get; init; }

    /// <summary>The port inside.</summary>
    public int? ContainerPort { get; init; }

    /// <summary>The port outside.</summary>
    public int? HostPort { get; init; }

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The range inside, for port ranges.</summary>
    public string? ContainerPortRange { get; init; }

    /// <summary>The range outside, for port ranges.</summary>
    public string? HostPortRange { get; init; }
}
