namespace Slipway.Aws.Ecr;

/// <summary>The token.</summary>
public sealed record GetAuthorizationTokenResponse
{
    /// <summary>One entry.</summary>
    public IReadOnlyList<AuthorizationData> AuthorizationData { get; init => field = value ?? []; } = [];
}
