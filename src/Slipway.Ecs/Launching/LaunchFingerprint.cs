using System.Security.Cryptography;
using System.Text.Json;

namespace Slipway.Ecs.Launching;

/// <summary>Tells whether two orders ask for the same: SHA-256 over what runs and how, environment values included, salted with the launch's id.</summary>
internal static class LaunchFingerprint
{
    internal static string Of(LaunchOrder order)
    {
        var run = order.Launch.Run;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(order.Id.Value);
            json.WriteStringValue(order.Launch.Definition.Hash.Value);
            json.WriteStringValue(order.Policy.ToString());
            Write(json, order.Timeout?.Ticks);
            json.WriteStringValue(run.Cluster);
            Write(json, run.Command);
            Write(json, run.Environment);
            Write(json, run.CpuUnits);
            Write(json, run.MemoryMiB);
            Write(json, run.EphemeralStorageGiB);
            json.WriteStringValue(run.TaskRoleArn);
            Write(json, run.Subnets);
            Write(json, run.SecurityGroups);
            json.WriteBooleanValue(run.AssignPublicIp);
            Write(json, [.. run.Capacity.Select(choice => choice.Name)]);
            json.WriteStringValue(run.PlatformVersion);
            json.WriteBooleanValue(run.EnableExecuteCommand);
            Write(json, run.Tags);
            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void Write(Utf8JsonWriter json, long? number)
    {
        if (number is { } value)
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<string>? texts)
    {
        if (texts is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, string> pairs)
    {
        json.WriteStartObject();
        foreach (var (name, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
