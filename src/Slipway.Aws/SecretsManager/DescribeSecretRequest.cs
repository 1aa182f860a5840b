namespace Slipway.Aws.SecretsManager;

/// <summary>Reads what is known about a secret, never its value.</summary>
public sealed record DescribeSecretRequest
{
    /// <summary>Name or ARN.</summary>
    public required string SecretId { get; init; }
}
