using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>
/// How the clients reach AWS. What is null comes from the standard places: environment variables, the shared config and credentials
/// files, and the credential chain (SSO, assumed roles, web identity, container and instance roles).
/// </summary>
public sealed record AwsClientOptions
{
    /// <summary>The region; null takes <c>AWS_REGION</c>, then <c>AWS_DEFAULT_REGION</c>, then the profile's. Never guessed.</summary>
    public string? Region { get; init; }

    /// <summary>The profile of the shared files; null takes <c>AWS_PROFILE</c>, then <c>default</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Credentials to use; null takes the profile's or the chain's.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>
    /// One address for every service; null takes <c>AWS_ENDPOINT_URL_ECS</c> (<c>_CLOUDWATCH_LOGS</c>, <c>_ECR</c>, <c>_SSM</c>,
    /// <c>_SECRETS_MANAGER</c>, <c>_SQS</c>, <c>_STS</c>), then <c>AWS_ENDPOINT_URL</c>, then the profile's, then AWS's own.
    /// </summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>How often a failed call is tried again, with back-off; 3 by default. RegisterTaskDefinition is only repeated after throttling.</summary>
    public int MaxErrorRetry { get; init; } = 3;

    /// <summary>How long to wait for a connection; 5 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for one answer, from sending to the last byte; 60 seconds by default (an SQS long poll takes up to 20).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection is kept, so that changed addresses are noticed; 5 minutes by default.</summary>
    public TimeSpan PooledConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// An HTTP proxy; user and password may stand in the address. Null takes <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c>.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>Sees every call; null when nobody counts.</summary>
    public IAwsCallObserver? Observer { get; init; }

    /// <summary>The clock that measures calls.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
