using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Running;

/// <summary>How Slipway writes inputs and results unless told otherwise.</summary>
public static class FlowJson
{
    /// <summary>System.Text.Json's web defaults (camel case, numbers in text accepted), enums as text, NaN and infinities by name.</summary>
    public static JsonSerializerOptions Default { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            IncludeFields = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
