using System.Text.Json;
using Slipway.Core.Errors;
using Slipway.Runtime;

namespace Slipway.Running;

/// <summary>A flow's inputs: the given ones, else their defaults.</summary>
internal sealed class FlowArguments(FlowDefinition flow, IReadOnlyDictionary<string, object?>? given, JsonSerializerOptions json)
{
    public FlowDefinition Flow { get; } = flow;

    public (bool Found, object? Value) Find(string name)
    {
        if (given is not null && given.TryGetValue(name, out var value))
            return (true, value);
        return Parameter(name) is { IsRequired: false } parameter ? (true, parameter.Default) : (false, null);
    }

    public T Get<T>(string name)
    {
        var (found, value) = Find(name);
        if (!found)
            throw new SlipwayException("flow.missing-argument", $"The flow {Flow.Name} has no value for its parameter {name}, which has no default. Give one.");
        switch (value)
        {
            case T typed:
                return typed;
            case null when default(T) is null:
                return default!;
            case JsonElement element:
                return FromJson<T>(name, element);
            default:
                throw Bad<T>(name, value is null ? "null" : $"a value of type {value.GetType().Name}", inner: null);
        }
    }

    private FlowParameter? Parameter(string name) => Flow.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));

    private T FromJson<T>(string name, JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(json)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw Bad<T>(name, element.GetRawText(), exception);
        }
    }

    private SlipwayException Bad<T>(string name, string what, Exception? inner) =>
        new("flow.bad-argument", $"The parameter {name} of the flow {Flow.Name} is of type {typeof(T).Name}, and can't be {what}.", inner);
}
