using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Core.Containers.Reading;

/// <summary>The kinds of values that settings are made of.</summary>
internal static class Kinds
{
    public static Kind<string> Text { get; } = new ScalarKind<string>("text", () => Type("string"), ReadText, value => JsonValue.Create(value));

    /// <summary>Text that people write without quotation marks: numbers and booleans stand for their own spelling.</summary>
    public static Kind<string> Spelled { get; } = new ScalarKind<string>(
        "text, a number or true/false", () => Type("string", "number", "boolean"), ReadAnyText, value => JsonValue.Create(value));

    public static Kind<bool> Flag { get; } = new ScalarKind<bool>(
        "true or false",
        () => Type("boolean"),
        (string text, out bool value) => bool.TryParse(text, out value) ? null : $"'{text}' must be true or false",
        value => JsonValue.Create(value));

    public static Kind<int> Cpu { get; } = new ScalarKind<int>(
        "a number of vCPU, such as 0.5",
        () => Examples(Type("number", "string"), 0.5, "512 units"),
        Quantity.ReadCpu,
        value => JsonNode.Parse(Quantity.WriteCpu(value))!);

    public static Kind<int> Memory { get; } = new ScalarKind<int>(
        "an amount of memory, such as 2 GiB",
        () => Examples(Type("number", "string"), "2 GiB", 2048),
        Quantity.ReadMemory,
        value => JsonValue.Create(Quantity.WriteMemory(value)));

    public static Kind<int> Storage { get; } = new ScalarKind<int>(
        "an amount of storage, such as 50 GiB",
        () => Examples(Type("number", "string"), "50 GiB", 50),
        Quantity.ReadStorage,
        value => JsonValue.Create($"{value} GiB"));

    public static Kind<TimeSpan> Duration { get; } = new ScalarKind<TimeSpan>(
        "a time span, such as 30s",
        () => Examples(Type("string", "number"), "30s"),
        Quantity.ReadDuration,
        value => JsonValue.Create(Quantity.WriteDuration(value)));

    public static Kind<SecretReference> Secret { get; } = new ScalarKind<SecretReference>(
        "a reference to a secret",
        () => Examples(Type("string"), "ssm:/data/warehouse-password", "secretsmanager:warehouse:password"),
        (string text, out SecretReference value) => SecretReference.TryParse(text, out value!, out var problem) ? null : problem,
        value => JsonValue.Create(value.Text));

    public static Kind<VolumesFromSettings> VolumesFrom { get; } = new ScalarKind<VolumesFromSettings>(
        "a container's name, with ':ro' after it for read-only",
        () => Examples(Type("string"), "proxy", "proxy:ro"),
        ReadVolumesFrom,
        value => JsonValue.Create(value.Container + (value.ReadOnly ? ":ro" : "")));

    public static Kind<PortSettings> Port { get; } = new ScalarKind<PortSettings>(
        "a port, such as 8080 or 53/udp",
        () => Examples(Type("integer", "string"), 8080, "53/udp"),
        ReadPort,
        value => value.Protocol == PortProtocol.Tcp ? JsonValue.Create(value.Port) : JsonValue.Create($"{value.Port}/udp"));

    public static Kind<IReadOnlyList<string>> Words(string what) => new ListKind<string>(Spelled, what);

    public static Kind<int> Integer(int low, int high) => new ScalarKind<int>(
        $"a whole number from {low} to {high}",
        () => new JsonObject { ["type"] = "integer", ["minimum"] = low, ["maximum"] = high },
        (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= low && value <= high
            ? null
            : $"{text} must be a whole number from {low} to {high}",
        value => JsonValue.Create(value));

    /// <summary>One of a few words; the first spelling of a value is the one that is written.</summary>
    public static Kind<TValue> OneOf<TValue>(params (string Text, TValue Value)[] choices)
        where TValue : struct
    {
        var shown = string.Join(", ", choices.DistinctBy(choice => choice.Value).Select(choice => choice.Text));
        return new ScalarKind<TValue>(
            "one of: " + shown,
            () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.DistinctBy(choice => choice.Value).Select(choice => (JsonNode)choice.Text)]) },
            (string text, out TValue value) =>
            {
                var choice = Array.Find(choices, choice => string.Equals(choice.Text, text, StringComparison.OrdinalIgnoreCase));
                value = choice.Value;
                return choice.Text is null ? $"'{text}' must be one of: {shown}" : null;
            },
            value => JsonValue.Create(choices.First(choice => EqualityComparer<TValue>.Default.Equals(choice.Value, value)).Text));
    }

    private static JsonObject Type(params string[] types) =>
        new() { ["type"] = types.Length == 1 ? JsonValue.Create(types[0]) : new JsonArray([.. types.Select(type => (JsonNode)type)]) };

    private static JsonObject Examples(JsonObject schema, params JsonNode[] examples)
    {
        schema["examples"] = new JsonArray(examples);
        return schema;
    }

    private static string? ReadText(string text, out string value)
    {
        value = text;
        return text.Length == 0 ? "is empty; remove it, or say something" : null;
    }

    private static string? ReadAnyText(string text, out string value)
    {
        value = text;
        return null;
    }

    private static string? ReadVolumesFrom(string text, out VolumesFromSettings value)
    {
        var readOnly = text.EndsWith(":ro", StringComparison.Ordinal);
        value = new VolumesFromSettings(readOnly ? text[..^3] : text, readOnly);
        return NameRules.Container(value.Container);
    }

    private static string? ReadPort(string text, out PortSettings value)
    {
        var (digits, protocol) = text.Split('/') switch
        {
            [var port] => (port, PortProtocol.Tcp),
            [var port, "tcp"] => (port, PortProtocol.Tcp),
            [var port, "udp"] => (port, PortProtocol.Udp),
            _ => ("", PortProtocol.Tcp),
        };
        var valid = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535;
        value = new PortSettings(number, protocol);
        return valid ? null : $"'{text}' is not a port; write a number from 1 to 65535, with '/udp' after it for UDP";
    }
}
