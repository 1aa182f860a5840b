using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>Any value, as it is.</summary>
internal sealed class AnyKind : Kind<JsonNode>
{
    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out JsonNode value)
    {
        value = node.DeepClone();
        return true;
    }

    public override JsonNode Write(JsonNode value) => value.DeepClone();

    public override JsonObject Schema() => [];
}
