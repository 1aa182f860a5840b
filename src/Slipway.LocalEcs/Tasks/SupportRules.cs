using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>
/// What AWS runs and LocalEcs does not. It refuses it rather than leaving it out silently: an honest no is better than a run that means something else.
/// docs/guides/local-ecs.md lists it.
/// </summary>
internal static class SupportRules
{
    private static readonly string[] Volumes = ["configuredAtLaunch", "s3filesVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration", "dockerVolumeConfiguration"];

    /// <summary>Checks a launch against its definition.</summary>
    /// <exception cref="AwsServiceException">UnsupportedFeatureException, RunTask's own error for what cannot be run here.</exception>
    public static void Check(JsonObject request, JsonObject definition)
    {
        var overrides = request.Structure("overrides");
        var what = definition.Structures("containerDefinitions").Select(Unsupported).FirstOrDefault(member => member is not null)
            ?? overrides?.Structures("containerOverrides").Select(UnsupportedOverride).FirstOrDefault(member => member is not null)
            ?? definition.Structures("volumes").SelectMany(volume => Volumes.Where(kind => Given(volume, kind)), (volume, kind) => $"{kind} of the volume {volume.Text("name")}").FirstOrDefault()
            ?? (Given(request, "volumeConfigurations") ? "volumeConfigurations (EBS volumes)" : null)
            ?? (Given(definition, "proxyConfiguration") ? "proxyConfiguration" : null)
            ?? (Given(definition, "inferenceAccelerators") ? "inferenceAccelerators" : null)
            ?? (definition.Text("pidMode") is "task" ? "pidMode task" : null);
        if (what is not null)
        {
            throw new AwsServiceException("UnsupportedFeatureException", $"LocalEcs does not run {what}. Run this definition on AWS, or leave that out.");
        }
    }

    private static string? Unsupported(JsonObject container)
    {
        var log = container.Structure("logConfiguration");
        return container.Structure("restartPolicy")?.Flag("enabled") is true ? "restartPolicy"
            : log is not null && log.Text("logDriver") is not "awslogs" ? $"the log driver {log.Text("logDriver")}"
            : log is not null && Given(log, "secretOptions") ? "logConfiguration.secretOptions"
            : ((string[])["environmentFiles", "firelensConfiguration", "credentialSpecs", "resourceRequirements", "systemControls", "pseudoTerminal", "interactive"])
                .FirstOrDefault(member => Given(container, member));
    }

    private static string? UnsupportedOverride(JsonObject container) =>
        ((string[])["environmentFiles", "resourceRequirements"]).FirstOrDefault(name => Given(container, name)) is { } member ? $"{member} of an override" : null;

    private static bool Given(JsonObject json, string member) => json[member] switch
    {
        null => false,
        JsonArray array => array.Count > 0,
        JsonValue value => value.TryGetValue<bool>(out var flag) && flag,
        _ => true,
    };
}
