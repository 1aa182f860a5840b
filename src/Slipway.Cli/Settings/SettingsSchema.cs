using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Cli.Settings;

/// <summary>The JSON Schema of slipway.yaml, published as schemas/slipway.schema.json: editors complete and check by it.</summary>
internal static class SettingsSchema
{
    private const string Container = "container";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text.</summary>
    public static string Text()
    {
        var container = ContainerSettingsSchema.Create();
        var members = container["properties"]!.AsObject();
        var environment = Section(members);
        var top = Section(members);
        top[SettingsMembers.Environment] = new JsonObject { ["type"] = "string", ["description"] = "The environment that holds when nobody names one." };
        top[SettingsMembers.Environments] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "The environments by name. What one says goes over what the top level says. 'local' is built in; a section of that name changes it.",
            ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/environment" }, new JsonObject { ["type"] = "null" }) },
        };

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = SettingsFile.Name,
            ["description"] = "Settings of Slipway. Names and values of every environment at the top, those of one environment under 'environments'.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = top,
            ["definitions"] = new JsonObject
            {
                ["environment"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = environment },
                [Container] = container,
            },
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Section(JsonObject containerMembers)
    {
        var properties = new JsonObject();
        foreach (var member in SettingsMembers.Common)
        {
            var schema = (member.Schema ?? containerMembers[member.Name]!.AsObject()).DeepClone().AsObject();
            schema["description"] = member.Description;
            properties[member.Name] = schema;
        }

        properties[SettingsMembers.Defaults] = new JsonObject { ["$ref"] = $"#/definitions/{Container}", ["description"] = "Settings of all containers." };
        properties[SettingsMembers.Containers] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Settings of containers by image, such as dbt-model. They go over 'defaults'.",
            ["additionalProperties"] = new JsonObject { ["$ref"] = $"#/definitions/{Container}" },
        };
        return properties;
    }
}
