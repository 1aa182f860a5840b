using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Containers;

/// <summary>Describes container settings as JSON Schema, from the same declaration that they are read by.</summary>
public static class ContainerSettingsSchema
{
    /// <summary>A new copy of the schema, without <c>$schema</c> and <c>$id</c>: to be put into a document.</summary>
    public static JsonObject Create() => SettingsShapes.Container.Schema();

    /// <summary>
    /// A new copy of the schema as a document of its own (draft 7, which editors know best), as published in
    /// schemas/container-settings.schema.json.
    /// </summary>
    public static JsonObject CreateDocument()
    {
        var document = Create();
        document.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        document.Insert(1, "title", "Slipway container settings");
        document.Insert(2, "description", "What a container task runs, and on what. See docs/reference/container-settings.md.");
        return document;
    }
}
