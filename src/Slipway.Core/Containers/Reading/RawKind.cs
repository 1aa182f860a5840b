using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>An object that is passed through as it is; merges with a default's by key, all the way down.</summary>
internal sealed class RawKind : Kind<JsonObject>
{
    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out JsonObject value)
    {
        value = node as JsonObject;
        return value is not null || at.Problem("settings.wrong-type", $"must be an object with members of RegisterTaskDefinition, not {Found(node)}");
    }

    public override JsonNode Write(JsonObject value) => value.DeepClone();

    public override JsonObject Merge(JsonObject value, JsonObject fallback)
    {
        var merged = fallback.DeepClone().AsObject();
        foreach (var (key, own) in value)
            merged[key] = own is JsonObject mine && merged[key] is JsonObject theirs ? Merge(mine, theirs) : own?.DeepClone();
        return merged;
    }

    public override JsonObject Schema() => new() { ["type"] = "object" };
}
