using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>A list; a default's list is replaced as a whole.</summary>
/// <param name="item">The items' kind.</param>
/// <param name="what">What is expected, with an example: "a list, such as [dbt, run]".</param>
/// <param name="orOne">Whether one item alone may stand for a list of one.</param>
internal sealed class ListKind<TItem>(Kind<TItem> item, string what, bool orOne = false) : Kind<IReadOnlyList<TItem>>
    where TItem : notnull
{
    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out IReadOnlyList<TItem> value)
    {
        value = null;
        if (orOne && (node is JsonValue || (node is JsonObject && item is not ScalarKind<TItem>)))
        {
            value = item.TryRead(node, at, out var only) ? [only] : null;
            return value is not null;
        }

        if (node is not JsonArray array)
            return at.Problem("settings.wrong-type", $"must be {what}, not {Found(node)}");

        var items = new List<TItem>(array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not { } node1)
                at.Item(i).Problem("settings.wrong-type", "is empty; remove it or write \"\"");
            else if (item.TryRead(node1, at.Item(i), out var read))
                items.Add(read);
        }

        value = items;
        return true;
    }

    public override JsonNode Write(IReadOnlyList<TItem> value) => new JsonArray([.. value.Select(item.Write)]);

    public override JsonObject Schema()
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        return orOne ? new JsonObject { ["anyOf"] = new JsonArray(item.Schema(), list) } : list;
    }
}
