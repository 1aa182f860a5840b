using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>A map from names to values, in the order of the document; merges with a default's by key.</summary>
/// <param name="item">The values' kind.</param>
/// <param name="what">What is expected, with an example: "a map, such as {NAME: value}".</param>
/// <param name="keyProblem">What is wrong with a key; null when nothing is.</param>
internal sealed class MapKind<TItem>(Kind<TItem> item, string what, Func<string, string?> keyProblem) : Kind<IReadOnlyDictionary<string, TItem>>
    where TItem : notnull
{
    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, TItem> value)
    {
        value = null;
        if (node is not JsonObject map)
            return at.Problem("settings.wrong-type", $"must be {what}, not {Found(node)}");

        var items = new OrderedDictionary<string, TItem>(map.Count, StringComparer.Ordinal);
        foreach (var (key, child) in map)
        {
            var scope = at.Member(key);
            if (keyProblem(key) is { } problem)
                scope.Problem("settings.bad-name", problem);
            if (child is null)
                scope.Problem("settings.wrong-type", "has no value; remove it or write \"\"");
            else if (item.TryRead(child, scope, out var read))
                items[key] = read;
        }

        value = items;
        return true;
    }

    public override JsonNode Write(IReadOnlyDictionary<string, TItem> value) =>
        new JsonObject(value.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, item.Write(pair.Value))));

    public override IReadOnlyDictionary<string, TItem> Merge(IReadOnlyDictionary<string, TItem> value, IReadOnlyDictionary<string, TItem> fallback)
    {
        if (fallback.Count == 0)
            return value;
        var merged = new Dictionary<string, TItem>(fallback, StringComparer.Ordinal);
        foreach (var (key, own) in value)
            merged[key] = merged.TryGetValue(key, out var inherited) ? item.Merge(own, inherited) : own;
        return merged;
    }

    public override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = item.Schema() };
}
