using System.Text.Json;
using Slipway.Aws;
using Slipway.Aws.SecretsManager;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Images.Registries;

/// <summary>
/// Reads logins of private registries from Secrets Manager, in the form that ECS itself asks for: <c>{"username": …, "password": …}</c>.
/// </summary>
internal static class RegistryLogins
{
    public static async Task<RegistryLogin> ReadAsync(ISecrets secrets, SecretReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = reference.SecretId }, cancellationToken);
            return Parse(secret.SecretString) ?? throw new ImageException(
                "image.bad-credentials",
                $"The secret {reference} is no login of a registry; store JSON with the members \"username\" and \"password\" in it.");
        }
        catch (AwsException exception)
        {
            throw new ImageException(
                "image.bad-credentials",
                $"The registry's login in the secret {reference} can't be read: {exception.Message}", exception);
        }
    }

    private static RegistryLogin? Parse(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("username", out var user) && user.ValueKind == JsonValueKind.String
                && document.RootElement.TryGetProperty("password", out var password) && password.ValueKind == JsonValueKind.String
                ? new RegistryLogin(user.GetString()!, password.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            // The exception's text may quote the secret.
            return null;
        }
    }
}
