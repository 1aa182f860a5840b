namespace Slipway.Core.Containers;

/// <summary>A container that runs beside the main one in the same ECS task.</summary>
public sealed record SidecarSettings : ContainerBase
{
    /// <summary>Whether the ECS task ends when this container does, and its exit code counts. Default: false.</summary>
    public bool? Essential { get; init; }

    /// <summary>The part of the ECS task's CPU kept for this container, in ECS units; null shares what is left.</summary>
    public int? CpuUnits { get; init; }

    /// <summary>The most memory this container may use, in MiB; null means all of the ECS task's.</summary>
    public int? MemoryMiB { get; init; }
}
