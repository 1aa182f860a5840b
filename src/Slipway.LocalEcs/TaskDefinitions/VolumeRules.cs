using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What is refused in volumes and mounts.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html and API_MountPoint.html</remarks>
internal static class VolumeRules
{
    private static readonly string[] Kinds =
        ["host", "dockerVolumeConfiguration", "efsVolumeConfiguration", "s3filesVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration", "configuredAtLaunch"];

    /// <summary>Checks the task's volumes.</summary>
    /// <returns>Their names.</returns>
    public static HashSet<string> Check(JsonObject request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var volume in request.Structures("volumes"))
        {
            if (volume.Text("name") is not { } name || !DefinitionRules.IsName(name))
            {
                throw EcsErrors.Client($"Volume.name contains invalid characters: '{volume.Text("name")}'.");
            }

            if (!names.Add(name))
            {
                throw EcsErrors.Client($"Duplicate volume name: '{name}'."); // assumed: the words
            }

            if (Kinds.Count(kind => volume[kind] is not null) > 1)
            {
                throw EcsErrors.Client($"Volume '{name}' must have one kind of configuration only."); // assumed: the words
            }

            if (volume.Structure("efsVolumeConfiguration") is { } efs)
            {
                CheckEfs(name, efs);
            }
        }

        return names;
    }

    /// <summary>Checks what one container mounts.</summary>
    public static void CheckMounts(JsonObject container, HashSet<string> volumes, List<JsonObject> containers)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in container.Structures("mountPoints"))
        {
            var source = mount.Text("sourceVolume") ?? "";
            if (!volumes.Contains(source))
            {
                throw EcsErrors.Client($"Unknown volume '{source}'."); // observed
            }

            if (mount.Text("containerPath") is not { Length: > 0 } path || !path.StartsWith('/'))
            {
                throw EcsErrors.Client($"Invalid setting for container '{container.Text("name")}'. A mount point needs an absolute 'containerPath'."); // assumed: the words
            }

            if (!paths.Add(path))
            {
                throw EcsErrors.Client($"Invalid setting for container '{container.Text("name")}'. Duplicate mount point '{path}'."); // assumed: the words
            }
        }

        foreach (var from in container.Structures("volumesFrom"))
        {
            var source = from.Text("sourceContainer") ?? "";
            if (string.Equals(source, container.Text("name"), StringComparison.Ordinal)
                || !containers.Any(other => string.Equals(other.Text("name"), source, StringComparison.Ordinal)))
            {
                throw EcsErrors.Client($"Invalid setting for container '{container.Text("name")}'. volumesFrom names the unknown container '{source}'."); // assumed: the words
            }
        }
    }

    private static void CheckEfs(string volume, JsonObject efs)
    {
        // documented: API_EFSVolumeConfiguration.
        DefinitionRules.OneOf(efs, "transitEncryption", "ENABLED", "DISABLED");
        if (efs.Structure("authorizationConfig") is not { } authorization)
        {
            return;
        }

        DefinitionRules.OneOf(authorization, "iam", "ENABLED", "DISABLED");
        if (efs.Text("transitEncryption") is not "ENABLED" && (authorization.Text("iam") is "ENABLED" || authorization.Text("accessPointId") is not null))
        {
            throw EcsErrors.Client($"Volume '{volume}': EFS transit encryption must be enabled to use IAM authorization or an access point."); // assumed: the words
        }

        if (authorization.Text("accessPointId") is not null && efs.Text("rootDirectory") is not (null or "" or "/"))
        {
            throw EcsErrors.Client($"Volume '{volume}': with an EFS access point, rootDirectory must be left out or '/'."); // assumed: the words
        }
    }
}
