using System.Text.Json.Nodes;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// Adds the author's raw members to a document. Lists of named things join by <c>name</c>; everything else is taken as it is.
/// </summary>
internal static class RawMerge
{
    private static readonly string[] ListsByName = ["containerDefinitions", "volumes"];

    public static void Into(JsonObject document, JsonObject raw)
    {
        foreach (var (name, value) in raw)
        {
            if (value is null)
                continue;
            if (ListsByName.Contains(name) && value is JsonArray items)
                document[name] = ByName(document[name] as JsonArray, items);
            else
                document[name] = value.DeepClone();
        }
    }

    private static JsonArray ByName(JsonArray? existing, JsonArray added)
    {
        var byName = new List<(string Name, JsonObject Item)>();
        foreach (var item in (existing ?? []).Concat(added).OfType<JsonObject>())
        {
            var name = item["name"]?.GetValue<string>() ?? "";
            var known = byName.Find(entry => entry.Name == name).Item;
            if (known is null)
                byName.Add((name, item.DeepClone().AsObject()));
            else
                CopyMembers(known, item);
        }

        return [.. byName.Select(entry => entry.Item)];
    }

    private static void CopyMembers(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is not null)
                target[name] = value.DeepClone();
        }
    }
}
