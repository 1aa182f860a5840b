namespace Slipway.Core.Containers.Reading;

/// <summary>The shapes of volumes and mounts.</summary>
internal static class VolumeShapes
{
    private static readonly Shape<EfsSettings> Efs = new(
        "an EFS file system, such as {fileSystem: fs-0123}",
        Members<EfsSettings>.Required(
            "fileSystem", Kinds.Text, s => s.FileSystem, (s, v) => s with { FileSystem = v },
            "The file system's id (fs-…).", "fileSystemId"),
        Members<EfsSettings>.Of(
            "path", Kinds.Text, s => s.Path, (s, v) => s with { Path = v },
            "The folder of the file system. Default: its root.", "rootDirectory"),
        Members<EfsSettings>.Of(
            "accessPoint", Kinds.Text, s => s.AccessPoint, (s, v) => s with { AccessPoint = v },
            "The access point's id (fsap-…).", "accessPointId"),
        Members<EfsSettings>.Of(
            "iam", Kinds.Flag, s => s.Iam, (s, v) => s with { Iam = v },
            "Whether the task role decides what may be done. Default: false."),
        Members<EfsSettings>.Of(
            "transitEncryption", Kinds.Flag, s => s.TransitEncryption, (s, v) => s with { TransitEncryption = v },
            "Whether the traffic is encrypted. Default: true."),
        Members<EfsSettings>.Of(
            "transitEncryptionPort", Kinds.Integer(1, 65535), s => s.TransitEncryptionPort, (s, v) => s with { TransitEncryptionPort = v },
            "The port of the encrypted traffic."));

    public static Shape<VolumeSettings> Volume { get; } = new(
        "a volume: {} for an empty folder, or {efs: …}",
        Members<VolumeSettings>.Of(
            "efs", Efs, s => s.Efs, (s, v) => s with { Efs = v },
            "The EFS file system.", "efsVolumeConfiguration"),
        Members<VolumeSettings>.Of(
            "hostPath", Kinds.Text, s => s.HostPath, (s, v) => s with { HostPath = v },
            "A folder of the host; Fargate has none.", "host", "sourcePath"))
    {
        Check = volume => volume is { Efs: not null, HostPath: not null } ? "can be an EFS file system or a folder of the host, not both" : null,
    };

    public static Shape<MountSettings> Mount { get; } = new(
        "a volume's name, or {volume: name, readOnly: true}",
        Members<MountSettings>.Required(
            "volume", Kinds.Text, s => s.Volume, (s, v) => s with { Volume = v },
            "The volume's name, as in 'volumes'.", "sourceVolume"),
        Members<MountSettings>.Of(
            "readOnly", Kinds.Flag, s => s.ReadOnly, (s, v) => s with { ReadOnly = v },
            "Whether the container can't write to it. Default: false."))
    {
        FromText = text => new MountSettings { Volume = text },
        ToText = mount => mount.ReadOnly is null ? mount.Volume : null,
    };
}
