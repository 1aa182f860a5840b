namespace Slipway.Aws.Ecs;

/// <summary>Scratch space that a Fargate ECS task got.</summary>
public sealed record TaskEphemeralStorage
{
    /// <summary>Size in GiB.</summary>
    public int? SizeInGiB { get; init; }

    /// <summary>The key that encrypts it.</summary>
    public string? KmsKeyId { get; init; }
}
