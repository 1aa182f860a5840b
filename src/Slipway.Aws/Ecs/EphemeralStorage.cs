namespace Slipway.Aws.Ecs;

/// <summary>Scratch space of an ECS task.</summary>
public sealed record EphemeralStorage
{
    /// <summary>Size in GiB, 21 to 200 on Fargate (20 when not asked for).</summary>
    public required int SizeInGiB { get; init; }
}
