using Slipway.Core.Containers;
using Slipway.Core.Images;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>
/// Checks settings against ECS's rules before any call is made, and finds everything that is wrong at once. Paths are those of the
/// settings; what comes from the run has paths under <c>run</c>. Codes: <c>settings.image</c>, <c>.name</c>, <c>.size</c>, <c>.role</c>,
/// <c>.logs</c>, <c>.volumes</c>, <c>.containers</c>, <c>.timing</c>,
/// <c>.network</c>, <c>.platform</c>, <c>.tags</c>, <c>.overrides</c>, <c>.raw</c>.
/// </summary>
public static class DefinitionValidator
{
    /// <summary>Checks settings whose images are not resolved yet.</summary>
    /// <param name="settings">The settings, with the defaults merged in.</param>
    /// <param name="environment">Where it will run.</param>
    /// <param name="run">What this run wants otherwise.</param>
    /// <returns>Everything that is wrong; empty when nothing is.</returns>
    public static IReadOnlyList<SettingsProblem> Validate(ContainerSettings settings, BindingEnvironment environment, RunRequest run)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(run);

        var problems = new ProblemList();
        var images = new List<ImageReference>();
        ReadImage(settings.Image, SettingsPath.Member(SettingsPath.Root, "image"), problems, images);
        foreach (var (name, sidecar) in settings.Sidecars ?? new Dictionary<string, SidecarSettings>())
            ReadImage(sidecar.Image, SettingsPath.Member(ContainerPaths.Sidecar(name), "image"), problems, images);

        var family = settings.Family ?? (images.Count > 0 ? FamilyName.OfRepository(images[0].Repository) : FamilyName.Prefix);
        var pullsFromEcr = images.Any(image => EcrRegistry.TryParse(image.Registry ?? HostOf(environment.DefaultRegistry), out _));
        Check(new BindingContext(settings, environment, family), run, pullsFromEcr, problems);
        return problems.Problems;
    }

    internal static IReadOnlyList<SettingsProblem> Validate(BindingContext context, RunRequest run, bool pullsFromEcr)
    {
        var problems = new ProblemList();
        Check(context, run, pullsFromEcr, problems);
        return problems.Problems;
    }

    private static void Check(BindingContext context, RunRequest run, bool pullsFromEcr, ProblemList problems)
    {
        PlatformRules.Check(context, problems);
        SizeRules.Check(context, run, problems);
        ContainerRules.Check(context, problems);
        LogRules.Check(context, problems);
        VolumeRules.Check(context, problems);
        RoleRules.Check(context, pullsFromEcr, problems);
        NetworkRules.Check(context, problems);
        RunRules.Check(context, run, problems);
        RawRules.Check(context, problems);
    }

    private static void ReadImage(string? image, string path, ProblemList problems, List<ImageReference> images)
    {
        if (image is null)
            problems.Add(path, "settings.image", "is missing; name an image and its version, such as dbt-model:1.0.1");
        else if (ImageReference.TryParse(image, out var reference, out var problem))
            images.Add(reference);
        else
            problems.Add(path, "settings.image", problem);
    }

    private static string? HostOf(string? registry) => registry?.Split('/')[0];
}
