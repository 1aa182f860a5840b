using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Text;
using Slipway.Runtime;

namespace Slipway.Hosting.Parameters;

/// <summary>Collects the inputs of a flow from options and JSON, and every problem with them.</summary>
internal sealed class FlowInputs(FlowDefinition flow, JsonSerializerOptions json, IReadOnlyDictionary<string, string> options)
{
    private const int LongestShown = 60;

    private readonly Dictionary<string, JsonElement> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bad = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, in words for people; empty when the flow can run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The values, by parameter; without those left to their default.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>The same as JSON, to be kept beside the run.</summary>
    public IReadOnlyDictionary<string, JsonElement> Json => _elements;

    /// <summary>Takes the members of a JSON object.</summary>
    /// <param name="text">The object.</param>
    /// <param name="source">Where it is from, for problems: <c>--param-json</c>.</param>
    public void AddJson(string text, string source)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            _problems.Add($"{source}: this is not JSON ({exception.Message.Split(" LineNumber:")[0].TrimEnd('.')}). Example: {source} '{Example()}'");
            return;
        }

        if (node is not JsonObject members)
        {
            _problems.Add($"{source} takes a JSON object with a member per parameter. Example: {source} '{Example()}'");
            return;
        }

        AddMembers(members, source);
    }

    /// <summary>Takes the inputs that an earlier launch of the run was given.</summary>
    public void AddKept(IReadOnlyDictionary<string, JsonElement> kept) =>
        AddMembers(new JsonObject(kept.Select(member => KeyValuePair.Create(member.Key, Node(member.Value)))), "--resume");

    /// <summary>Takes what was typed for one parameter; it goes over what JSON said.</summary>
    public void AddText(FlowParameter parameter, IReadOnlyList<string> texts)
    {
        var option = options[parameter.Name];
        if (texts.Count == 0)
        {
            _bad.Add(parameter.Name);
            _problems.Add($"{option} of {flow.Name} takes {Words(parameter).Phrase}, and was given no value. Example: {option} {Words(parameter).Example}");
            return;
        }

        if (texts.Count > 1 && TypeWords.ElementOf(parameter.Type, json) is null)
        {
            _bad.Add(parameter.Name);
            _problems.Add($"{option} of {flow.Name} takes one value, and was given {texts.Count}.");
            return;
        }

        Take(parameter, TextValue.ToJson(parameter.Type, texts, json), _ => $"{option} of {flow.Name} takes {Words(parameter).Phrase}, not '{Short(string.Join(' ', texts))}'. Example: {option} {Words(parameter).Example}");
    }

    /// <summary>Finds what is missing, after everything was given.</summary>
    public void Complete()
    {
        foreach (var parameter in flow.Parameters.Where(parameter => parameter.IsRequired && !_values.ContainsKey(parameter.Name) && !_bad.Contains(parameter.Name)))
        {
            var words = Words(parameter);
            var description = parameter.Description is { Length: > 0 } text ? $" ({text.TrimEnd('.')})" : "";
            _problems.Add($"{flow.Name} needs {options[parameter.Name]}, {words.Phrase}{description}. Example: {options[parameter.Name]} {words.Example}");
        }
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText());

    private void AddMembers(JsonObject members, string source)
    {
        foreach (var (name, value) in members)
        {
            if (Find(name) is not { } parameter)
                _problems.Add($"{source}: {flow.Name} has no parameter '{name}'.{Spelling.Hint(name, flow.Parameters.Select(known => known.Name))}");
            else
                Take(parameter, value, shown => $"{source}: {parameter.Name} takes {Words(parameter).Phrase}, not {shown}. Example: {{\"{parameter.Name}\": {JsonExample(parameter)}}}");
        }
    }

    private FlowParameter? Find(string name) =>
        flow.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))
        ?? flow.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    private TypeWords Words(FlowParameter parameter) => TypeWords.Of(parameter.Type, json);

    private void Take(FlowParameter parameter, JsonNode? node, Func<string, string> problem)
    {
        _values.Remove(parameter.Name);
        try
        {
            if (node is null && !parameter.IsNullable)
                throw new JsonException("null");
            _values[parameter.Name] = node.Deserialize(parameter.Type, json);
            _elements[parameter.Name] = JsonSerializer.SerializeToElement(node, json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException)
        {
            _bad.Add(parameter.Name);
            _problems.Add(problem(Short(node?.ToJsonString() ?? "null")));
        }
    }

    private string Example() => "{" + string.Join(", ", flow.Parameters.Take(2).Select(parameter => $"\"{parameter.Name}\": {JsonExample(parameter)}")) + "}";

    private string JsonExample(FlowParameter parameter)
    {
        var words = Words(parameter);
        var one = words.IsText ? $"\"{words.Example}\"" : words.Example;
        return TypeWords.ElementOf(parameter.Type, json) is null ? one : $"[{one}]";
    }

    private static string Short(string text) => text.Length <= LongestShown ? text : text[..(LongestShown - 1)] + "…";
}
