using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>One kind of value in settings: how it is read, written, merged with a default, and described in JSON Schema.</summary>
internal abstract class Kind<TValue>
    where TValue : notnull
{
    /// <summary>Reads a value; false, with a problem in the scope, when it can't be.</summary>
    public abstract bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out TValue value);

    public abstract JsonNode Write(TValue value);

    public abstract JsonObject Schema();

    public virtual TValue Merge(TValue value, TValue fallback) => value;

    /// <summary>What was found, for messages.</summary>
    protected static string Found(JsonNode node) => node switch
    {
        JsonObject => "an object",
        JsonArray => "a list",
        _ => node.ToJsonString(),
    };
}
