using System.Text;

namespace Slipway.Aws.Ecr;

/// <summary>A registry login, good for 12 hours. Its text form leaves the token out.</summary>
public sealed record AuthorizationData
{
    /// <summary>Base64 of <c>AWS:password</c>.</summary>
    public required string AuthorizationToken { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The registry's address.</summary>
    public string? ProxyEndpoint { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        // The value must not reach a log by way of ToString.
        builder.Append($"ExpiresAt = {ExpiresAt}, ProxyEndpoint = {ProxyEndpoint}");
        return true;
    }
}
