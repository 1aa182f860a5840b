using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Slipway.Ecs.Storage;

/// <summary>Attribute values to and from .NET's, for items that are plain dictionaries.</summary>
public static class DynamoValue
{
    /// <summary>A text.</summary>
    public static AttributeValue Text(string value) => new() { S = value };

    /// <summary>A whole number.</summary>
    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>An instant, as UTC ticks (100 ns since year 1): sorts as it should, and loses nothing.</summary>
    public static AttributeValue Instant(DateTimeOffset value) => Number(value.UtcTicks);

    /// <summary>Sets a text attribute unless it is null.</summary>
    public static void Set(this Dictionary<string, AttributeValue> item, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (value is not null)
            item[name] = Text(value);
    }

    /// <summary>Sets a number unless it is null.</summary>
    public static void Set(this Dictionary<string, AttributeValue> item, string name, long? value)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (value is { } number)
            item[name] = Number(number);
    }

    /// <summary>Sets an instant unless it is null.</summary>
    public static void Set(this Dictionary<string, AttributeValue> item, string name, DateTimeOffset? value) => item.Set(name, value?.UtcTicks);

    /// <summary>A text attribute that must be there.</summary>
    public static string GetText(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.FindText(name) ?? throw new InvalidDataException($"The DynamoDB item has no text '{name}'.");

    /// <summary>A text attribute; null when it is not there.</summary>
    public static string? FindText(this IReadOnlyDictionary<string, AttributeValue> item, string name)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.TryGetValue(name, out var value) ? value.S : null;
    }

    /// <summary>A number that must be there.</summary>
    public static long GetNumber(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.FindNumber(name) ?? throw new InvalidDataException($"The DynamoDB item has no number '{name}'.");

    /// <summary>A number; null when it is not there.</summary>
    public static long? FindNumber(this IReadOnlyDictionary<string, AttributeValue> item, string name)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.TryGetValue(name, out var value) && value.N is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>An instant that must be there.</summary>
    public static DateTimeOffset GetInstant(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        new(item.GetNumber(name), TimeSpan.Zero);

    /// <summary>An instant; null when it is not there.</summary>
    public static DateTimeOffset? FindInstant(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.FindNumber(name) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
