using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>A member of a <see cref="Shape{T}"/>, with the type of its value left out.</summary>
/// <param name="name">Its name in JSON.</param>
/// <param name="description">What it means, for the schema and the docs.</param>
internal abstract class Member<TOwner>(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Other spellings that people try, for "did you mean".</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool Required { get; init; }

    public abstract TOwner Read(TOwner owner, JsonNode node, ReadScope at);

    public abstract JsonNode? Write(TOwner owner);

    /// <summary>Takes the member over from <paramref name="fallback"/> as far as <paramref name="owner"/> does not say it.</summary>
    public abstract TOwner Merge(TOwner owner, TOwner fallback);

    public abstract JsonObject Schema();
}
