using System.Text.Json;

namespace Slipway.Aws.Ecs;

/// <summary>What must hold of a RunTask body before it is sent, however it was made.</summary>
internal static class RunTaskBody
{
    private const int MaxTokenLength = 64;

    /// <summary>Refuses a token that would make re-sending start a second ECS task.</summary>
    internal static void CheckClientToken(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxTokenLength || token.Any(c => c is < '!' or > '~'))
        {
            throw new ArgumentException(
                $"RunTask needs a clientToken of 1 to {MaxTokenLength} visible ASCII characters, so that re-sending it never starts a second ECS task; got {(token is null ? "none" : $"'{token}'")}.",
                nameof(token));
        }
    }

    /// <summary>Checks a stored body and says which cluster it is for.</summary>
    internal static string? CheckStored(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            CheckClientToken(Text(root, "clientToken"));
            return Text(root, "cluster");
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The stored RunTask body is not JSON: {exception.Message}", nameof(body), exception);
        }
    }

    private static string? Text(JsonElement root, string member) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
