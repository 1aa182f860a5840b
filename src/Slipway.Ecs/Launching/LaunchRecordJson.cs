using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>The stored form of a launch.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(LaunchIdConverter)])]
[JsonSerializable(typeof(LaunchRecord))]
internal sealed partial class LaunchRecordJson : JsonSerializerContext
{
    internal static byte[] Write(LaunchRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Default.LaunchRecord);

    internal static LaunchRecord Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Default.LaunchRecord) ?? throw new JsonException("A stored launch is a JSON object, not null.");

    /// <summary>A launch id as its text.</summary>
    internal sealed class LaunchIdConverter : JsonConverter<LaunchId>
    {
        public override LaunchId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Core.Launches.LaunchId.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, LaunchId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
