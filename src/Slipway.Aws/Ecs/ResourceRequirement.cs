namespace Slipway.Aws.Ecs;

/// <summary>A GPU or inference accelerator that a container needs.</summary>
public sealed record ResourceRequirement
{
    /// <summary>How many GPUs, or the accelerator's device name.</summary>
    public required string Value { get; init; }

    /// <summary><c>GPU</c> or <c>InferenceAccelerator</c>.</summary>
    public required string Type { get; init; }
}
