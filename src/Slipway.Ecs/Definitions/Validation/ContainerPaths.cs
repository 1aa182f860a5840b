using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>The containers of settings with the paths of their members.</summary>
internal static class ContainerPaths
{
    public static string Sidecar(string name) => SettingsPath.Member(SettingsPath.Member(SettingsPath.Root, "sidecars"), name);

    /// <summary>Every container: its name, its settings, the path of its settings.</summary>
    public static IEnumerable<(string Name, ContainerBase Container, string Path)> Of(BindingContext context)
    {
        yield return (context.MainName, context.Settings, SettingsPath.Root);
        foreach (var (name, sidecar) in context.Settings.Sidecars ?? new Dictionary<string, SidecarSettings>())
            yield return (name, sidecar, Sidecar(name));
    }
}
