using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>A member whose value is an object; null means "not said".</summary>
internal sealed class ReferenceMember<TOwner, TValue>(
    string name, string description, Kind<TValue> kind, Func<TOwner, TValue?> get, Func<TOwner, TValue, TOwner> set) : Member<TOwner>(name, description)
    where TValue : class
{
    public override TOwner Read(TOwner owner, JsonNode node, ReadScope at) => kind.TryRead(node, at, out var value) ? set(owner, value) : owner;

    public override JsonNode? Write(TOwner owner) => get(owner) is { } value ? kind.Write(value) : null;

    public override TOwner Merge(TOwner owner, TOwner fallback) =>
        get(fallback) is not { } inherited ? owner : set(owner, get(owner) is { } own ? kind.Merge(own, inherited) : inherited);

    public override JsonObject Schema() => kind.Schema();
}
