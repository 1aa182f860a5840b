namespace Slipway.Aws.Ecs;

/// <summary>What becomes of an EBS volume when its ECS task ends.</summary>
public sealed record ManagedEbsVolumeTerminationPolicy
{
    /// <summary>Whether it is deleted.</summary>
    public required bool DeleteOnTermination { get; init; }
}
