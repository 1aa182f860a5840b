using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>A map from names to any values, as it is.</summary>
internal sealed class MapOfAnyKind : Kind<JsonObject>
{
    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out JsonObject value)
    {
        value = (node as JsonObject)?.DeepClone().AsObject();
        return value is not null || at.Problem("settings.wrong-type", $"must be a map from names to values, such as {{region: eu}}, not {Found(node)}");
    }

    public override JsonNode Write(JsonObject value) => value.DeepClone();

    public override JsonObject Schema() => new() { ["type"] = "object" };
}
