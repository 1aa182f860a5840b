using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>Reads a list of definitions, each as <see cref="TaskDefinitionConverter"/> does.</summary>
internal sealed class TaskDefinitionListConverter : JsonConverter<IReadOnlyList<TaskDefinition>>
{
    private static readonly TaskDefinitionConverter Element = new();

    public override IReadOnlyList<TaskDefinition> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Task definitions come as a JSON array.");

        var definitions = new List<TaskDefinition>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            definitions.Add(Element.Read(ref reader, typeof(TaskDefinition), options));
        return definitions;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<TaskDefinition> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var definition in value)
            Element.Write(writer, definition, options);
        writer.WriteEndArray();
    }
}
