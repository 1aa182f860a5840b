namespace Slipway.Aws.Ecr;

/// <summary>Asks for a token with which container engines log in.</summary>
public sealed record GetAuthorizationTokenRequest
{
    /// <summary>Ignored by AWS: one token opens every registry that the caller may read.</summary>
    public IReadOnlyList<string>? RegistryIds { get; init; }
}
