using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.LocalEcs.Admin;

/// <summary>The wire form of faults and call counts.</summary>
internal static class AdminJson
{
    /// <summary>Strict about names. Not source-generated: that would lose the defaults of init-only members that a plan leaves out.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
