using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>Configures a volume that the definition marks <c>configuredAtLaunch</c>.</summary>
public sealed record TaskVolumeConfiguration
{
    /// <summary>The volume's name in the definition.</summary>
    public required string Name { get; init; }

    /// <summary>The EBS volume that ECS makes for the launch.</summary>
    [JsonPropertyName("managedEBSVolume")]
    public ManagedEbsVolume? ManagedEbsVolume { get; init; }
}
