using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Resolves the secrets of containers from a file of the laptop: one JSON object, <c>valueFrom</c> → value. Read at each start of an ECS task.</summary>
internal sealed class SecretValues(string? file)
{
    private const string AsmPrefix = "arn:aws:secretsmanager:";
    private const int AsmParts = 7;

    /// <summary>The value of a secret.</summary>
    /// <exception cref="ResourceInitializationException">There is none, as ECS says it.</exception>
    public string Resolve(string valueFrom)
    {
        var values = Read();
        if (Text(values, valueFrom) is { } value)
        {
            return value;
        }

        // documented: arn:aws:secretsmanager:region:account:secret:name:json-key:version-stage:version-id
        var parts = valueFrom.Split(':');
        if (valueFrom.StartsWith(AsmPrefix, StringComparison.Ordinal) && parts.Length > AsmParts
            && Text(values, string.Join(':', parts[..AsmParts])) is { } document)
        {
            return parts[AsmParts].Length == 0 ? document : Member(document, parts[AsmParts], valueFrom);
        }

        throw Missing(valueFrom);
    }

    private static string? Text(JsonObject values, string name) => values[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Member(string document, string key, string valueFrom)
    {
        try
        {
            if (JsonNode.Parse(document) is JsonObject members && Text(members, key) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Falls through: a secret that is no JSON has no keys.
        }

        // observed
        throw new ResourceInitializationException(
            $"unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: "
            + $"retrieved secret from Secrets Manager did not contain json key {key} ({valueFrom})");
    }

    private static ResourceInitializationException Missing(string valueFrom) => new(
        valueFrom.Contains(":secretsmanager:", StringComparison.Ordinal)
            ? "unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried "
                + $"1 time(s): failed to fetch secret {valueFrom} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret."
            : "unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried "
                + $"1 time(s): invalid ssm parameters: {valueFrom}");

    private JsonObject Read()
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("it is not an object.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ResourceInitializationException(
                $"unable to pull secrets or registry auth: the secrets file {file} of LocalEcs cannot be read: {exception.Message}");
        }
    }
}
