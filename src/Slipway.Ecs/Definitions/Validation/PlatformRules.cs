using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>
/// Operating system, architecture, and what Fargate lacks for each (Amazon ECS Developer Guide, "Fargate platform versions", "Windows
/// containers on Fargate considerations").
/// </summary>
internal static class PlatformRules
{
    private const string Code = "settings.platform";

    // OSFamily, ECS API reference.
    private static readonly string[] OperatingSystems =
    [
        "LINUX",
        "WINDOWS_SERVER_2016_FULL",
        "WINDOWS_SERVER_2019_CORE", "WINDOWS_SERVER_2019_FULL",
        "WINDOWS_SERVER_2004_CORE", "WINDOWS_SERVER_20H2_CORE",
        "WINDOWS_SERVER_2022_CORE", "WINDOWS_SERVER_2022_FULL",
        "WINDOWS_SERVER_2025_CORE", "WINDOWS_SERVER_2025_FULL",
    ];

    public static void Check(BindingContext context, ProblemList problems)
    {
        var settings = context.Settings;
        if (settings.OperatingSystem is { } system && !OperatingSystems.Contains(system, StringComparer.OrdinalIgnoreCase))
            problems.Add(
                "$.operatingSystem", Code,
                $"'{system}' is not an operating system family of ECS; use one of: {string.Join(", ", OperatingSystems)}");
        CheckCapacity(settings, problems);
        if (!context.IsWindows)
            return;

        problems.AddWhen(
            settings.Architecture == CpuArchitecture.Arm64, "$.architecture", Code,
            "arm64 runs Linux only; use x86_64 for Windows");
        if (!context.MayRunOnFargate)
            return;
        problems.AddWhen(
            settings.Capacity?.Contains("FARGATE_SPOT") == true, "$.capacity", Code,
            "Fargate Spot runs Linux only; use FARGATE for Windows");
        problems.AddWhen(
            settings.EphemeralStorageGiB is not null, "$.ephemeralStorage", Code,
            "can't be set for Windows on Fargate; remove it");
        problems.AddWhen(settings.ReadonlyRootFilesystem == true, "$.readonlyRootFilesystem", Code, "is not there for Windows; remove it");
        problems.AddWhen(
            settings.Volumes?.Values.Any(volume => volume.Efs is not null) == true, "$.volumes", Code,
            "EFS is not there for Windows on Fargate");
    }

    private static void CheckCapacity(ContainerSettings settings, ProblemList problems)
    {
        var capacity = settings.Capacity ?? [];
        for (var i = 0; i < capacity.Count; i++)
        {
            var name = capacity[i];
            var path = SettingsPath.Item("$.capacity", i);
            problems.AddWhen(
                name.Length > 255 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')),
                path, Code,
                $"'{name}' is not the name of a capacity provider; use FARGATE, FARGATE_SPOT, or the name of one of the cluster's");
            var canonical = name.ToUpperInvariant().Replace('-', '_');
            problems.AddWhen(
                BindingContext.IsFargate(canonical) && !BindingContext.IsFargate(name), path, Code,
                $"'{name}' must be written {canonical}");
            problems.AddWhen(capacity.Take(i).Contains(name), path, Code, $"'{name}' is there twice");
        }
    }
}
