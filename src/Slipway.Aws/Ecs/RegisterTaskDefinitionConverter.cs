using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>Writes a registration as <see cref="RegisterTaskDefinitionRequest.ToUtf8Json"/> does.</summary>
internal sealed class RegisterTaskDefinitionConverter : JsonConverter<RegisterTaskDefinitionRequest>
{
    public override RegisterTaskDefinitionRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Registrations are written, never read.");

    public override void Write(Utf8JsonWriter writer, RegisterTaskDefinitionRequest value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToUtf8Json().Span, skipInputValidation: true);
}
