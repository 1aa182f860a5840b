namespace Slipway.Core.Containers;

/// <summary>
/// A volume of the ECS task: an EFS file system, a folder of the host, or (when neither is said) an empty folder that lives as long as the
/// ECS task.
/// </summary>
public sealed record VolumeSettings
{
    /// <summary>The EFS file system, when it is one.</summary>
    public EfsSettings? Efs { get; init; }

    /// <summary>The folder of the host, when it is one; Fargate has none.</summary>
    public string? HostPath { get; init; }
}
