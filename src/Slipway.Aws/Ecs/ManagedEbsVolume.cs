namespace Slipway.Aws.Ecs;

/// <summary>An EBS volume that ECS creates for one ECS task.</summary>
public sealed record ManagedEbsVolume
{
    /// <summary>Whether it is encrypted.</summary>
    public bool? Encrypted { get; init; }

    /// <summary>The key; AWS's own when null.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary><c>gp3</c>, <c>io2</c>…</summary>
    public string? VolumeType { get; init; }

    /// <summary>Size in GiB; not needed with a snapshot.</summary>
    public int? SizeInGiB { get; init; }

    /// <summary>The snapshot it starts from.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>MiB/s at which the snapshot is fetched.</summary>
    public int? VolumeInitializationRate { get; init; }

    /// <summary>Input/output operations a second.</summary>
    public int? Iops { get; init; }

    /// <summary>MiB/s, for gp3.</summary>
    public int? Throughput { get; init; }

    /// <summary>Tags of the volume.</summary>
    public IReadOnlyList<EbsTagSpecification>? TagSpecifications { get; init; }

    /// <summary>The role with which ECS makes the volume.</summary>
    public required string RoleArn { get; init; }

    /// <summary>What becomes of it when the ECS task ends.</summary>
    public ManagedEbsVolumeTerminationPolicy? TerminationPolicy { get; init; }

    /// <summary><c>ext3</c>, <c>ext4</c>, <c>xfs</c> or <c>ntfs</c>.</summary>
    public string? FilesystemType { get; init; }
}
