using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>A member that belongs to an object inside the owner, though it stands beside the owner's own members.</summary>
internal sealed class InnerMember<TOwner, TInner> : Member<TOwner>
{
    private readonly Member<TInner> _member;
    private readonly Func<TOwner, TInner> _get;
    private readonly Func<TOwner, TInner, TOwner> _set;

    public InnerMember(Member<TInner> member, Func<TOwner, TInner> get, Func<TOwner, TInner, TOwner> set)
        : base(member.Name, member.Description)
    {
        (_member, _get, _set) = (member, get, set);
        Aliases = member.Aliases;
    }

    public override TOwner Read(TOwner owner, JsonNode node, ReadScope at) => _set(owner, _member.Read(_get(owner), node, at));

    public override JsonNode? Write(TOwner owner) => _member.Write(_get(owner));

    public override TOwner Merge(TOwner owner, TOwner fallback) => _set(owner, _member.Merge(_get(owner), _get(fallback)));

    public override JsonObject Schema() => _member.Schema();
}
