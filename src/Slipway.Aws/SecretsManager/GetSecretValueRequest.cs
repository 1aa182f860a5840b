namespace Slipway.Aws.SecretsManager;

/// <summary>Reads a secret.</summary>
public sealed record GetSecretValueRequest
{
    /// <summary>Name or ARN.</summary>
    public required string SecretId { get; init; }

    /// <summary>Exactly this version.</summary>
    public string? VersionId { get; init; }

    /// <summary>The version at this stage; <c>AWSCURRENT</c> by default.</summary>
    public string? VersionStage { get; init; }
}
