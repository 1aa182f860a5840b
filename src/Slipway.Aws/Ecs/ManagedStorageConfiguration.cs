namespace Slipway.Aws.Ecs;

/// <summary>Keys of a cluster's storage.</summary>
public sealed record ManagedStorageConfiguration
{
    /// <summary>The key of managed volumes.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The key of Fargate's scratch space.</summary>
    public string? FargateEphemeralStorageKmsKeyId { get; init; }
}
