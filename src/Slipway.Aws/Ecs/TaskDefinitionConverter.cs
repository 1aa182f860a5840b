using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>Reads a definition into its typed members and keeps everything else in <see cref="TaskDefinition.Raw"/>.</summary>
internal sealed class TaskDefinitionConverter : JsonConverter<TaskDefinition>
{
    public override TaskDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var raw = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("A task definition is a JSON object.");
        var typed = raw.Deserialize(EcsJson.Default.TaskDefinition) ?? throw new JsonException("A task definition is a JSON object.");
        return typed with { Raw = raw };
    }

    public override void Write(Utf8JsonWriter writer, TaskDefinition value, JsonSerializerOptions options) => value.Raw.WriteTo(writer);
}
