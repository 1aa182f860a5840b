using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>
/// An object with known members: the one declaration that reading, writing, merging, the schema and "did you mean" come from.
/// </summary>
/// <param name="what">What it is, for messages: "container settings".</param>
/// <param name="members">Its members, in the order in which they are written.</param>
internal sealed class Shape<TOwner>(string what, params IReadOnlyList<Member<TOwner>> members) : Kind<TOwner>
    where TOwner : class, new()
{
    private readonly Dictionary<string, Member<TOwner>> _byName = members.ToDictionary(member => member.Name, StringComparer.Ordinal);

    public IReadOnlyList<Member<TOwner>> Members => members;

    /// <summary>Reads a scalar that stands for the whole object, where there is such a short form.</summary>
    public Func<string, TOwner>? FromText { get; init; }

    /// <summary>The scalar to write instead of an object; null when the object says more than a scalar can.</summary>
    public Func<TOwner, string?>? ToText { get; init; }

    /// <summary>What to say of a member that is not known and resembles none.</summary>
    public Func<string, string?> Unknown { get; init; } = _ => null;

    /// <summary>What is wrong with the object as a whole; null when nothing is.</summary>
    public Func<TOwner, string?> Check { get; init; } = _ => null;

    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out TOwner value)
    {
        value = null;
        if (FromText is not null && node is JsonValue scalar && scalar.TryGetValue<string>(out var text))
        {
            value = FromText(text);
            return true;
        }

        if (node is not JsonObject json)
            return at.Problem("settings.wrong-type", $"must be {what}, not {Found(node)}");

        var before = at.Problems.Count;
        value = new TOwner();
        foreach (var (name, child) in json)
        {
            if (!_byName.TryGetValue(name, out var member))
                at.Member(name).Problem("settings.unknown-member", Explain(name));
            else if (child is not null)
                value = member.Read(value, child, at.Member(name));
        }

        foreach (var member in members.Where(member => member.Required && json[member.Name] is null))
            at.Problem("settings.missing-member", $"'{member.Name}' is missing: {member.Description}");
        if (at.Problems.Count == before && Check(value) is { } problem)
            at.Problem("settings.bad-value", problem);
        return true;
    }

    public override JsonNode Write(TOwner value)
    {
        if (ToText?.Invoke(value) is { } text)
            return JsonValue.Create(text);
        var json = new JsonObject();
        foreach (var member in members)
        {
            if (member.Write(value) is { } node)
                json[member.Name] = node;
        }

        return json;
    }

    public override TOwner Merge(TOwner value, TOwner fallback) =>
        members.Aggregate(value, (merged, member) => member.Merge(merged, fallback));

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var member in members)
        {
            var schema = member.Schema();
            schema["description"] = member.Description;
            properties[member.Name] = schema;
        }

        var json = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = members.Where(member => member.Required).Select(member => (JsonNode)member.Name).ToArray();
        if (required.Length > 0)
            json["required"] = new JsonArray(required);
        return FromText is null ? json : new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, json) };
    }

    private string Explain(string name)
    {
        if (members.FirstOrDefault(member => member.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } alias)
            return $"is not known here; it is called '{alias.Name}'";
        if (NameSuggestion.Nearest(name, members.Select(member => member.Name)) is { } near)
            return $"is not known here; did you mean '{near}'?";
        return Unknown(name) ?? $"is not known here; {what} may have: {string.Join(", ", members.Select(member => member.Name))}";
    }
}
