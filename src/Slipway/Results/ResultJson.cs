using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Slipway.Runtime;

namespace Slipway.Results;

/// <summary>Writes results as JSON and reads them back, or says why a result would not come back as it was.</summary>
internal sealed class ResultJson
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, ResultJson> Made = [];

    private readonly JsonSerializerOptions _options;
    private readonly KeyJson _types;

    private ResultJson(JsonSerializerOptions options)
    {
        _options = options.WriteIndented ? new JsonSerializerOptions(options) { WriteIndented = false } : options;
        _types = KeyJson.For(options);
    }

    public static ResultJson For(JsonSerializerOptions options) => Made.GetValue(options, static made => new ResultJson(made));

    public byte[]? TryWrite<T>(T result, out string? problem)
    {
        problem = null;
        if (result is Nothing or null)
            return "null"u8.ToArray();
        problem = WhyNot(typeof(T), result.GetType());
        if (problem is not null)
            return null;
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(result, _options);
        }
        catch (Exception exception)
        {
            // The author's own converters and properties run here: whatever they throw, the result itself is good.
            problem = exception.Message;
            return null;
        }
    }

    public bool TryRead<T>(ReadOnlySpan<byte> json, [MaybeNullWhen(false)] out T value)
    {
        value = default!;
        if (typeof(T) == typeof(Nothing))
            return true;
        try
        {
            value = JsonSerializer.Deserialize<T>(json, _options)!;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private string? WhyNot(Type declared, Type actual)
    {
        if (_types.WhyNot(actual) is { } problem)
            return problem;
        if (declared == actual || declared.IsValueType)
            return null;
        if (declared == typeof(object))
            return "a result declared as object would come back as JSON; declare what it is";
        // Lists come back as another kind of list; a type may say itself how those derived from it are told apart.
        return typeof(IEnumerable).IsAssignableFrom(declared) || HasOwnRule(declared)
            ? null
            : $"{actual.Name} would come back as {declared.Name}; declare it, or put [JsonDerivedType] on {declared.Name}";
    }

    private bool HasOwnRule(Type declared)
    {
        var type = _options.GetTypeInfo(declared);
        return type.PolymorphismOptions is not null || type.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.None;
    }
}
