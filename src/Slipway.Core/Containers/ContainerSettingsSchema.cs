using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Containers;

/// <summary>Describes container settings as JSON Schema, from the same declaration that they are read by.</summary>
public static class ContainerSettingsSchema
{
    /// <summary>A new copy of the schema, without <c>$schema</c> and <c>$id</c>: to be put into a document.</summary>
    public static JsonObject Create() => SettingsShapes.Container.Schema();
}
