namespace Slipway.Aws.Ssm;

/// <summary>Reads several parameters.</summary>
public sealed record GetParametersRequest
{
    /// <summary>At most 10 names or ARNs.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Decrypts SecureStrings.</summary>
    public bool? WithDecryption { get; init; }
}
