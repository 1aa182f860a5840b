using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// Makes the RegisterTaskDefinition document of settings: all that RunTask cannot override, and nothing that may differ from run to run.
/// </summary>
internal static class DefinitionDocument
{
    private const string Linux = "LINUX";

    // Fargate's own default; RegisterTaskDefinition takes 21 and more only.
    private const int DefaultEphemeralStorageGiB = 20;

    /// <summary>Makes the document.</summary>
    /// <param name="context">Settings and environment.</param>
    /// <param name="images">The images, pinned.</param>
    /// <param name="environment">
    /// The part of the main container's environment that is too large for an override; null when all of it is one.
    /// </param>
    public static JsonObject Build(BindingContext context, LaunchImages images, IReadOnlyDictionary<string, string>? environment)
    {
        var settings = context.Settings;
        var size = TaskSize.Declared(settings);
        var document = new JsonObject
        {
            ["family"] = context.Family,
            ["networkMode"] = "awsvpc",
            ["cpu"] = size.CpuUnits.ToString(),
            ["memory"] = size.MemoryMiB.ToString(),
            ["runtimePlatform"] = new JsonObject
            {
                ["cpuArchitecture"] = settings.Architecture == CpuArchitecture.Arm64 ? "ARM64" : "X86_64",
                ["operatingSystemFamily"] = settings.OperatingSystem?.ToUpperInvariant() ?? Linux,
            },
            ["containerDefinitions"] = Containers(context, images, environment),
        };

        if (context.MayRunOnFargate)
            document["requiresCompatibilities"] = context.FargateOnly ? new JsonArray("FARGATE") : new JsonArray("EC2", "FARGATE");
        if (RoleArn.Resolve(settings.ExecutionRole, context.Environment) is { } role)
            document["executionRoleArn"] = role;
        if (settings.EphemeralStorageGiB is { } storage and not DefaultEphemeralStorageGiB)
            document["ephemeralStorage"] = new JsonObject { ["sizeInGiB"] = storage };
        if (settings.Volumes is { Count: > 0 } volumes)
            document["volumes"] = new JsonArray([.. volumes.OrderBy(volume => volume.Key, StringComparer.Ordinal).Select(volume => Volume(volume.Key, volume.Value))]);
        if (settings.Raw is { Count: > 0 } raw)
            RawMerge.Into(document, raw);
        return document;
    }

    private static JsonArray Containers(BindingContext context, LaunchImages images, IReadOnlyDictionary<string, string>? environment)
    {
        var containers = new JsonArray(ContainerDocument.Main(context, images.Main, environment));
        foreach (var (name, sidecar) in (context.Settings.Sidecars ?? new Dictionary<string, SidecarSettings>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!images.Sidecars.TryGetValue(name, out var image))
                throw new ArgumentException($"The image of the sidecar '{name}' was not resolved.", nameof(images));
            containers.Add(ContainerDocument.Sidecar(name, sidecar, context, image));
        }

        return containers;
    }

    private static JsonObject Volume(string name, VolumeSettings volume)
    {
        var document = new JsonObject { ["name"] = name };
        if (volume.HostPath is { } host)
            document["host"] = new JsonObject { ["sourcePath"] = host };
        if (volume.Efs is not { } efs)
            return document;

        var configuration = new JsonObject { ["fileSystemId"] = efs.FileSystem };
        if (efs.Path is { } path && path != "/")
            configuration["rootDirectory"] = path;
        configuration["transitEncryption"] = efs.TransitEncryption == false ? "DISABLED" : "ENABLED";
        if (efs.TransitEncryptionPort is { } port)
            configuration["transitEncryptionPort"] = port;
        var authorization = new JsonObject();
        if (efs.AccessPoint is { } accessPoint)
            authorization["accessPointId"] = accessPoint;
        if (efs.Iam == true)
            authorization["iam"] = "ENABLED";
        if (authorization.Count > 0)
            configuration["authorizationConfig"] = authorization;
        document["efsVolumeConfiguration"] = configuration;
        return document;
    }
}
