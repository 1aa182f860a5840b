using System.Text.Json;

namespace Slipway.Hosting.Running;

/// <summary>What a flow run was asked to do, kept beside its results: <c>--resume</c> asks for the same again.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Parameters">The inputs that were given.</param>
internal sealed record RunOrder(string Flow, IReadOnlyDictionary<string, JsonElement> Parameters)
{
    private const string FlowMember = "flow";
    private const string ParametersMember = "parameters";

    /// <summary>Reads it from JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RunOrder Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement is { ValueKind: JsonValueKind.Object } order
            && order.TryGetProperty(FlowMember, out var flow) && flow.ValueKind == JsonValueKind.String
            && order.TryGetProperty(ParametersMember, out var parameters) && parameters.ValueKind == JsonValueKind.Object
            ? new RunOrder(flow.GetString()!, parameters.EnumerateObject().ToDictionary(parameter => parameter.Name, parameter => parameter.Value.Clone(), StringComparer.Ordinal))
            : throw new JsonException($"it has no '{FlowMember}' and '{ParametersMember}'");
    }

    /// <summary>Writes it as JSON, by hand: a serializer takes longer to get ready than all else before the first task.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString(FlowMember, Flow);
            writer.WriteStartObject(ParametersMember);
            foreach (var (name, value) in Parameters)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }
}
