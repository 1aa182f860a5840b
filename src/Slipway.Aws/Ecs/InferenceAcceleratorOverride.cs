namespace Slipway.Aws.Ecs;

/// <summary>Overrides an inference accelerator of the definition.</summary>
public sealed record InferenceAcceleratorOverride
{
    /// <summary>The device of the definition to override.</summary>
    public string? DeviceName { get; init; }

    /// <summary>The accelerator type to use.</summary>
    public string? DeviceType { get; init; }
}
