namespace Slipway.Aws.Ecs;

/// <summary>What a launch changes in the definition: at most 8,192 characters as JSON.</summary>
public sealed record TaskOverride
{
    /// <summary>Per container.</summary>
    public IReadOnlyList<ContainerOverride>? ContainerOverrides { get; init; }

    /// <summary>Task CPU units, for example <c>1024</c>.</summary>
    public string? Cpu { get; init; }

    /// <summary>Per inference accelerator.</summary>
    public IReadOnlyList<InferenceAcceleratorOverride>? InferenceAcceleratorOverrides { get; init; }

    /// <summary>The role with which ECS pulls the image and reads secrets.</summary>
    public string? ExecutionRoleArn { get; init; }

    /// <summary>Task memory in MiB, for example <c>2048</c>.</summary>
    public string? Memory { get; init; }

    /// <summary>The role of the code inside.</summary>
    public string? TaskRoleArn { get; init; }

    /// <summary>Scratch space.</summary>
    public EphemeralStorage? EphemeralStorage { get; init; }
}
