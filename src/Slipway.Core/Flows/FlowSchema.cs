using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Flows.Reading;

namespace Slipway.Core.Flows;

/// <summary>Describes flows of containers as JSON Schema, from the same declaration that they are read by.</summary>
public static class FlowSchema
{
    private const string Container = "container";
    private const string Task = "task";

    /// <summary>A new copy of the schema (draft 7, which editors know best), as published in schemas/flow.schema.json.</summary>
    public static JsonObject CreateDocument()
    {
        var document = FlowShapes.Flow.Schema();
        var properties = document["properties"]!.AsObject();

        // A task says all container settings, and 'defaults' does too: each stands once.
        var task = properties["tasks"]!["additionalProperties"]!.DeepClone();
        var container = ContainerSettingsSchema.Create();
        foreach (var member in container["properties"]!.AsObject())
            task["properties"]![member.Key] = new JsonObject { ["$ref"] = $"#/definitions/{Container}/properties/{member.Key}" };
        properties["tasks"]!["additionalProperties"] = new JsonObject { ["$ref"] = $"#/definitions/{Task}" };
        properties["tasks"]!["minProperties"] = 1;
        properties["defaults"] = new JsonObject
        {
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{Container}" }),
            ["description"] = properties["defaults"]!["description"]!.DeepClone(),
        };

        document.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        document.Insert(1, "title", "Slipway flow");
        document.Insert(2, "description", "A flow of container tasks. See docs/reference/flow-yaml.md.");
        document["definitions"] = new JsonObject { [Task] = task, [Container] = container };
        return document;
    }

    /// <summary>The parameters of a flow as JSON Schema of one object, for forms and for programs that start runs.</summary>
    public static JsonObject OfParameters(ContainerFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, parameter) in flow.Parameters ?? new Dictionary<string, FlowParameter>())
        {
            var schema = OfType(parameter.Type ?? ParameterType.String);
            if (parameter is { Type: ParameterType.Enum, Values: { } values })
                schema["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
            if (parameter is { Type: ParameterType.List, Items: { } items })
                schema["items"] = OfType(items);
            if (parameter.Description is { } description)
                schema["description"] = description;
            if (parameter.Default is { } value && ParameterValue.Read(parameter, value, out var read) is null)
                schema["default"] = read?.DeepClone();
            if (parameter.IsRequired)
                required.Add((JsonNode)name);
            properties[name] = schema;
        }

        var document = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0)
            document["required"] = required;
        return document;
    }

    private static JsonObject OfType(ParameterType type) => type switch
    {
        ParameterType.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        ParameterType.DateTime => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        ParameterType.Enum => new JsonObject { ["type"] = "string" },
        ParameterType.List => new JsonObject { ["type"] = "array" },
        _ => new JsonObject { ["type"] = ParameterTypeName.Of(type) },
    };
}
