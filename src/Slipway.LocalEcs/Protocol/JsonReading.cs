using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Protocol;

/// <summary>Reads members of requests whose shapes have been checked.</summary>
internal static class JsonReading
{
    /// <summary>A text member; null when absent.</summary>
    public static string? Text(this JsonObject json, string name) => json[name]?.GetValue<string>();

    /// <summary>A whole-number member; null when absent.</summary>
    public static int? Integer(this JsonObject json, string name) => json[name]?.GetValue<int>();

    /// <summary>A true-or-false member; false when absent.</summary>
    public static bool Flag(this JsonObject json, string name) => json[name]?.GetValue<bool>() ?? false;

    /// <summary>A structure member; null when absent.</summary>
    public static JsonObject? Structure(this JsonObject json, string name) => json[name]?.AsObject();

    /// <summary>The structures of a list member; empty when absent.</summary>
    public static IEnumerable<JsonObject> Structures(this JsonObject json, string name) =>
        json[name] is JsonArray array ? array.Select(node => node!.AsObject()) : [];

    /// <summary>The texts of a list member; empty when absent.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject json, string name) =>
        json[name] is JsonArray array ? [.. array.Select(node => node!.GetValue<string>())] : [];

    /// <summary>The texts of a list member; null when absent or empty.</summary>
    public static IReadOnlyList<string>? TextsOrNull(this JsonObject json, string name) =>
        json.Texts(name) is { Count: > 0 } texts ? texts : null;
}
