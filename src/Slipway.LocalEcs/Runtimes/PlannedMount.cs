namespace Slipway.LocalEcs.Runtimes;

/// <summary>A volume of the ECS task mounted into one container.</summary>
/// <param name="Volume">The volume's name, shared by the containers of one ECS task.</param>
/// <param name="ContainerPath">Where the container sees it.</param>
/// <param name="ReadOnly">Whether the container may only read.</param>
/// <param name="HostPath">A folder of the host to use (a bind mount, or the folder standing in for an EFS file system); null for a volume that lives as long as the ECS task.</param>
internal sealed record PlannedMount(string Volume, string ContainerPath, bool ReadOnly, string? HostPath);
