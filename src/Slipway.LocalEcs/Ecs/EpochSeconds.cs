using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.LocalEcs.Ecs;

/// <summary>Times on the wire: seconds since 1970 with milliseconds as fractions.</summary>
internal sealed class EpochSeconds : JsonConverter<DateTimeOffset>
{
    /// <summary>A time as a number.</summary>
    public static double Of(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000d;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(reader.GetDouble() * 1000));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(Of(value));
}
