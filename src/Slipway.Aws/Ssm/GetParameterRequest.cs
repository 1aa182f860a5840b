namespace Slipway.Aws.Ssm;

/// <summary>Reads a parameter.</summary>
public sealed record GetParameterRequest
{
    /// <summary>Name or ARN, with <c>:version</c> or <c>:label</c> if wanted.</summary>
    public required string Name { get; init; }

    /// <summary>Decrypts a SecureString.</summary>
    public bool? WithDecryption { get; init; }
}
