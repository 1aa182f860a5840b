using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>Registers a new revision of the family that the definition names.</summary>
[JsonConverter(typeof(RegisterTaskDefinitionConverter))]
public sealed record RegisterTaskDefinitionRequest
{
    private const string TagsMember = "tags";

    /// <summary>The members of RegisterTaskDefinition, as AWS documents them, except <c>tags</c>. Sent as they are.</summary>
    public required JsonObject Definition { get; init; }

    /// <summary>Tags of the revision, at most 50.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The family that <see cref="Definition"/> names; null when it names none.</summary>
    public string? Family => Definition["family"] is JsonValue value && value.TryGetValue<string>(out var family) ? family : null;

    /// <summary>The request body: the definition and its tags as one document.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Definition"/> holds <c>tags</c> of its own.</exception>
    public ReadOnlyMemory<byte> ToUtf8Json()
    {
        if (Definition.ContainsKey(TagsMember))
            throw new InvalidOperationException("The definition holds 'tags': give them as Tags of the request, so that none is lost.");

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Definition)
            {
                writer.WritePropertyName(name);
                if (value is null)
                    writer.WriteNullValue();
                else
                    value.WriteTo(writer);
            }

            if (Tags.Count > 0)
            {
                writer.WritePropertyName(TagsMember);
                JsonSerializer.Serialize(writer, Tags, EcsJson.Default.IReadOnlyListTag);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
