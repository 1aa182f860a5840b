using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tagging;

/// <summary>What AWS allows in tags.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html and API_TagResource.html</remarks>
internal static class TagRules
{
    private const int MaxTags = 50;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    /// <summary>The tags of a request, checked. Empty when absent.</summary>
    public static JsonArray Read(JsonObject request)
    {
        var tags = request.Structures("tags").ToList();
        Check(tags);
        return new JsonArray([.. tags.Select(tag => Tag(tag.Text("key")!, tag.Text("value") ?? ""))]);
    }

    /// <summary>Adds tags to others; a key that is there takes the new value.</summary>
    public static JsonArray Merge(JsonArray present, JsonArray added)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in present.Concat(added))
        {
            merged[tag!["key"]!.GetValue<string>()] = tag["value"]!.GetValue<string>();
        }

        if (merged.Count > MaxTags)
        {
            throw EcsErrors.InvalidParameter($"The maximum number of tags per resource is {MaxTags}.");
        }

        return new JsonArray([.. merged.Select(pair => Tag(pair.Key, pair.Value))]);
    }

    /// <summary>Removes tags by key.</summary>
    public static JsonArray Remove(JsonArray present, IReadOnlyCollection<string> keys) =>
        new([.. present.Where(tag => !keys.Contains(tag!["key"]!.GetValue<string>(), StringComparer.Ordinal)).Select(tag => tag!.DeepClone())]);

    private static void Check(List<JsonObject> tags)
    {
        if (tags.Count > MaxTags)
        {
            throw EcsErrors.InvalidParameter($"The maximum number of tags per resource is {MaxTags}.");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var key = tag.Text("key") ?? "";
            if (key.Length is 0 or > MaxKey)
            {
                throw EcsErrors.InvalidParameter($"Tag keys must have 1 to {MaxKey} characters.");
            }

            if ((tag.Text("value") ?? "").Length > MaxValue)
            {
                throw EcsErrors.InvalidParameter($"Tag values must have at most {MaxValue} characters: the value of '{key}' has more.");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw EcsErrors.InvalidParameter($"Tag keys must not start with 'aws:', which AWS keeps for itself: '{key}'.");
            }

            if (!key.All(Allowed) || !(tag.Text("value") ?? "").All(Allowed))
            {
                throw EcsErrors.InvalidParameter($"Tags may hold letters, numbers, spaces and + - = . _ : / @ only: '{key}'.");
            }

            if (!keys.Add(key))
            {
                throw EcsErrors.InvalidParameter($"Duplicate tag key: '{key}'.");
            }
        }
    }

    private static bool Allowed(char c) => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || "+-=._:/@".Contains(c, StringComparison.Ordinal);

    private static JsonObject Tag(string key, string value) => new() { ["key"] = key, ["value"] = value };
}
