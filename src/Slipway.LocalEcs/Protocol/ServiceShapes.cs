using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Protocol;

/// <summary>
/// The request shapes of one AWS service, written as text: one line a structure, <c>Name { member: type, required!: type }</c>.
/// Types: <c>string int long double bool timestamp blob</c>, <c>[type]</c> for lists, <c>{type}</c> for maps, or a structure's name.
/// An operation's request is the structure <c>{Operation}Request</c>.
/// </summary>
internal sealed class ServiceShapes
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, ShapeMember>> _structures;

    private readonly Func<string, string> _missingMemberCode;

    private ServiceShapes(Dictionary<string, IReadOnlyDictionary<string, ShapeMember>> structures, Func<string, string>? missingMemberCode)
    {
        _structures = structures;
        _missingMemberCode = missingMemberCode ?? (_ => "InvalidParameterException");
    }

    /// <summary>The structures by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ShapeMember>> Structures => _structures;

    /// <summary>Reads shapes from their text.</summary>
    /// <param name="text">The shapes.</param>
    /// <param name="missingMemberCode">The error code for a missing member, by operation. Default: <c>InvalidParameterException</c>.</param>
    public static ServiceShapes Parse(string text, Func<string, string>? missingMemberCode = null)
    {
        var structures = new Dictionary<string, IReadOnlyDictionary<string, ShapeMember>>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var open = line.IndexOf('{', StringComparison.Ordinal);
            var close = line.LastIndexOf('}');
            if (open < 0 || close < open)
            {
                throw new FormatException($"Not a shape: {line}");
            }

            structures.Add(line[..open].Trim(), Members(line[(open + 1)..close]));
        }

        var shapes = new ServiceShapes(structures, missingMemberCode);
        foreach (var (name, member) in structures.SelectMany(s => s.Value.Select(m => (s.Key, m.Value))))
        {
            if (!member.Type.IsKnown(structures.ContainsKey))
            {
                throw new FormatException($"{name}.{member.Name} has the unknown type {member.Type}.");
            }
        }

        return shapes;
    }

    /// <summary>Refuses a request that has unknown members, values of another type, or lacks required members, at any depth.</summary>
    /// <exception cref="AwsServiceException">What is wrong, naming the member by its path.</exception>
    public void Validate(string operation, JsonObject request)
    {
        if (_structures.TryGetValue(operation + "Request", out var members))
        {
            Structure(members, request, path: "", _missingMemberCode(operation));
        }
    }

    private static Dictionary<string, ShapeMember> Members(string text)
    {
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var name = part[..colon].Trim();
            var required = name.EndsWith('!');
            name = name.TrimEnd('!');
            members.Add(name, new ShapeMember(name, ShapeType.Parse(part[(colon + 1)..].Trim()), required));
        }

        return members;
    }

    private void Structure(IReadOnlyDictionary<string, ShapeMember> members, JsonObject value, string path, string missingCode)
    {
        foreach (var (name, child) in value)
        {
            if (!members.TryGetValue(name, out var member))
            {
                // assumed: the services ignore members they do not know; a stand-in that does so hides typing errors until production.
                throw new AwsServiceException("SerializationException", $"Unknown member '{path}{name}': it is not part of the request.");
            }

            if (child is not null)
            {
                Value(member.Type, child, path + name, missingCode);
            }
        }

        foreach (var member in members.Values)
        {
            if (member.Required && (!value.TryGetPropertyValue(member.Name, out var child) || child is null))
            {
                throw new AwsServiceException(missingCode, $"{Title(path + member.Name)} should not be null.");
            }
        }
    }

    private void Value(ShapeType type, JsonNode value, string path, string missingCode)
    {
        switch (type.Kind)
        {
            case ShapeKind.List when value is JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Value(type.Element!, array[i] ?? throw Wrong(path, null, "a value"), $"{path}[{i}]", missingCode);
                }

                return;
            case ShapeKind.Map when value is JsonObject map:
                foreach (var (key, child) in map)
                {
                    Value(type.Element!, child ?? throw Wrong(path, null, "a value"), $"{path}.{key}", missingCode);
                }

                return;
            case ShapeKind.Structure when value is JsonObject structure:
                Structure(_structures[type.Name], structure, path + ".", missingCode);
                return;
            case ShapeKind.String or ShapeKind.Blob when value.GetValueKind() == JsonValueKind.String:
            case ShapeKind.Bool when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
            case ShapeKind.Double or ShapeKind.Timestamp when value.GetValueKind() == JsonValueKind.Number:
            case ShapeKind.Int when value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out _):
            case ShapeKind.Long when value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<long>(out _):
                return;
            default:
                throw Wrong(path, value, type.ToString());
        }
    }

    // observed: "NUMBER_VALUE can not be converted to a String" and the like; the path is ours.
    private static AwsServiceException Wrong(string path, JsonNode? value, string expected) =>
        new("SerializationException", $"{value?.GetValueKind().ToString().ToUpperInvariant() ?? "NULL"}_VALUE can not be converted to {expected} (member '{path}').");

    private static string Title(string path) => char.ToUpperInvariant(path[0]) + path[1..];
}
