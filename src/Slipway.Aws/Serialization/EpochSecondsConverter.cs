using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Aws;

/// <summary>Times as the JSON protocol writes them: seconds since 1970, with a fraction. ISO 8601 text, as in events, is read too.</summary>
internal sealed class EpochSecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetDateTimeOffset().ToUniversalTime();

        // Decimal, not double: 1767614400.123 has no exact double, and milliseconds must survive.
        return DateTimeOffset.UnixEpoch.AddTicks((long)decimal.Round(reader.GetDecimal() * TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond);
}
