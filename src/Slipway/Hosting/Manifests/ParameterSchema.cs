using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Slipway.Runtime;

namespace Slipway.Hosting.Manifests;

/// <summary>The JSON Schema of a flow's parameters, from their .NET types.</summary>
internal static class ParameterSchema
{
    private const string Reference = "$ref";

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>An object with a property per parameter, in the order of the signature.</summary>
    public static JsonElement Of(FlowDefinition flow, JsonSerializerOptions json)
    {
        // That numbers are also read from text is a kindness to command lines, and no business of a form.
        var strict = new JsonSerializerOptions(json) { NumberHandling = JsonNumberHandling.Strict };
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in flow.Parameters)
        {
            properties.Add(parameter.Name, Property(parameter, strict));
            if (parameter.IsRequired)
                required.Add(parameter.Name);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = required;
        schema["additionalProperties"] = false;
        return JsonSerializer.SerializeToElement(schema);
    }

    private static JsonObject Property(FlowParameter parameter, JsonSerializerOptions json)
    {
        // A type that takes anything is the schema "true".
        var schema = json.GetJsonSchemaAsNode(parameter.Type, Exporter) as JsonObject ?? [];
        Rebase(schema, $"#/properties/{parameter.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
        if (parameter.IsNullable && schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        if (parameter.Description is { Length: > 0 } description)
            schema["description"] = description;
        if (!parameter.IsRequired)
            schema["default"] = JsonSerializer.SerializeToNode(parameter.Default, parameter.Type, json);
        return schema;
    }

    /// <summary>The exporter's references start at the parameter's own schema, which stands deeper here.</summary>
    private static void Rebase(JsonNode? node, string to)
    {
        switch (node)
        {
            case JsonObject members:
                if (members[Reference] is JsonValue value && value.TryGetValue<string>(out var reference) && reference.StartsWith('#'))
                    members[Reference] = to + reference[1..];
                foreach (var member in members.ToList())
                    Rebase(member.Value, to);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Rebase(item, to);
                break;
        }
    }
}
