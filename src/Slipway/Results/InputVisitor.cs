using System.Text.Json;
using Slipway.Runtime;

namespace Slipway.Results;

/// <summary>Writes a call's inputs as one JSON array.</summary>
internal struct InputVisitor(KeyJson json, Utf8JsonWriter writer) : IArgumentVisitor
{
    /// <summary>Why the call has no key: the first input that can't be written.</summary>
    public string? Problem { get; private set; }

    public void Input<T>(string name, T value)
    {
        if (Problem is not null)
            return;
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        try
        {
            Write(name, value);
        }
        catch (Exception exception)
        {
            // The author's own converters and properties run here: whatever they throw, the task itself can still run.
            Problem = $"its input {name} can't be written as JSON: {exception.Message}";
        }
    }

    public readonly void Other<T>(string name, T value)
    {
    }

    private void Write(string name, object value)
    {
        var type = value.GetType();
        if (json.WhyNot(type) is { } problem)
        {
            Problem = $"its input {name} can't be part of a key: {problem}";
            return;
        }

        JsonSerializer.Serialize(writer, value, json.Written(type), json.Options);
    }
}
