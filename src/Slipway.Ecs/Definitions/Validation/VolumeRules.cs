using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Volumes and mounts.</summary>
internal static class VolumeRules
{
    private const string Code = "settings.volumes";

    public static void Check(BindingContext context, ProblemList problems)
    {
        var settings = context.Settings;
        foreach (var (name, volume) in settings.Volumes ?? new Dictionary<string, VolumeSettings>())
            CheckVolume(context, volume, SettingsPath.Member("$.volumes", name), problems);

        HashSet<string>? known = null;
        foreach (var (_, container, path) in ContainerPaths.Of(context))
        {
            foreach (var (target, mount) in container.Mounts ?? new Dictionary<string, MountSettings>())
            {
                known ??= NamesOf(settings);
                problems.AddWhen(
                    !known.Contains(mount.Volume ?? ""), SettingsPath.Member(path + ".mounts", target), Code,
                    $"there is no volume '{mount.Volume}'; {(known.Count == 0 ? "declare it under 'volumes'" : $"there are: {string.Join(", ", known)}")}");
            }
        }
    }

    private static HashSet<string> NamesOf(ContainerSettings settings) =>
    [
        .. settings.Volumes?.Keys ?? [],
        .. (settings.Raw?["volumes"] as JsonArray ?? []).Select(volume => (volume as JsonObject)?["name"]?.ToString() ?? ""),
    ];

    private static void CheckVolume(BindingContext context, VolumeSettings volume, string path, ProblemList problems)
    {
        problems.AddWhen(
            volume.HostPath is not null && context.MayRunOnFargate, path + ".hostPath", Code,
            "Fargate has no host to take a folder from; use an EFS file system, or {} for an empty folder");
        if (volume.Efs is not { } efs)
            return;

        // EFSVolumeConfiguration, ECS API reference.
        var unencrypted = efs.TransitEncryption == false;
        problems.AddWhen(
            efs.FileSystem?.StartsWith("fs-", StringComparison.Ordinal) != true, path + ".efs.fileSystem", Code,
            $"'{efs.FileSystem}' is not the id of a file system (fs-…)");
        problems.AddWhen(
            efs.AccessPoint?.StartsWith("fsap-", StringComparison.Ordinal) == false, path + ".efs.accessPoint", Code,
            $"'{efs.AccessPoint}' is not the id of an access point (fsap-…)");
        problems.AddWhen(
            unencrypted && efs.AccessPoint is not null, path + ".efs.transitEncryption", Code,
            "an access point needs transitEncryption: true");
        problems.AddWhen(unencrypted && efs.Iam == true, path + ".efs.transitEncryption", Code, "iam needs transitEncryption: true");
        problems.AddWhen(
            unencrypted && efs.TransitEncryptionPort is not null, path + ".efs.transitEncryptionPort", Code,
            "means something with transitEncryption: true only");
        problems.AddWhen(
            efs is { AccessPoint: not null, Path: not (null or "/") }, path + ".efs.path", Code,
            "must be left out with an access point, which has a folder of its own");
        problems.AddWhen(
            efs.Iam == true && context.Settings.TaskRole is null, path + ".efs.iam", Code,
            "needs a taskRole: it is the task role that EFS asks for");
    }
}
