using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Containers;

/// <summary>Reads and writes container settings as JSON. Strict: a member that is not known is a problem, never ignored.</summary>
public static class ContainerSettingsReader
{
    /// <summary>Reads settings, and finds all that is wrong with them at once.</summary>
    /// <param name="json">The settings. Numbers keep their spelling when the nodes were parsed, which matters for <c>env</c>.</param>
    /// <param name="path">Where the settings are inside their document; problems' paths begin with it.</param>
    public static SettingsReading Read(JsonObject json, string path = SettingsPath.Root)
    {
        ArgumentNullException.ThrowIfNull(json);
        var scope = new ReadScope(path, []);
        return SettingsShapes.Container.TryRead(json, scope, out var settings)
            ? new SettingsReading(settings, scope.Problems)
            : new SettingsReading(new ContainerSettings(), scope.Problems);
    }

    /// <summary>Writes settings so that <see cref="Read"/> reads the same again; what is not said is left out.</summary>
    public static JsonObject Write(ContainerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return SettingsShapes.Container.Write(settings).AsObject();
    }
}
