using System.Text;
using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Slipway.Aws;

/// <summary>
/// How the clients reach AWS. What is null comes from the standard places: environment variables, the shared config and credentials
/// files, and the credential chain (SSO, assumed roles, web identity, container and instance roles).
/// </summary>
public sealed partial record AwsClientOptions
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

    /// <summary>
    /// Whether throttling is among what is tried again; true by default. False for a caller that paces its calls itself: tries that it does not know of would
    /// use up what it paces by.
    /// </summary>
    public bool RetryThrottling { get; init; } = true;

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

    /// <summary>The region that calls go to, as <see cref="Region"/> describes.</summary>
    /// <exception cref="AwsConfigurationException">There is none, it cannot be one, or the profile named does not exist.</exception>
    public string ResolveRegion()
    {
        var region = FirstSet(Region, Environment.GetEnvironmentVariable("AWS_REGION"), Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"))
            ?? ProfileRegion()
            ?? throw new AwsConfigurationException(
                AwsConfigurationException.RegionMissing,
                "No AWS region is set, and none is guessed. Set AWS_REGION, give a region to the profile (aws configure set region …), or name one in the settings.");

        return RegionName().IsMatch(region)
            ? region
            : throw new AwsConfigurationException(
                AwsConfigurationException.RegionInvalid,
                $"'{region}' is no AWS region. Set AWS_REGION to one such as eu-central-1.");
    }

    /// <summary>
    /// Gives these settings to a client of the AWS SDK that is not one of ours (DynamoDB, S3…), so that one set of options rules all.
    /// </summary>
    /// <exception cref="AwsConfigurationException">As <see cref="ResolveRegion"/>.</exception>
    public void ApplyTo(ClientConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var region = ResolveRegion();
        if (EndpointUrl is not null)
            config.ServiceURL = EndpointUrl.AbsoluteUri;
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);

        // With an address of its own the SDK would sign for us-east-1.
        config.AuthenticationRegion = region;
        config.DefaultAWSCredentials = Credentials;
        if (Credentials is null && Profile is not null)
            config.Profile = new Profile(Profile);
        config.HttpClientFactory = new SlipwayHttpClientFactory(this);
        config.HttpClientCacheSize = 1;
        config.Timeout = Timeout;
        config.ConnectTimeout = ConnectTimeout;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = MaxErrorRetry;
        // Beyond MaxErrorRetry the SDK would re-send on reset connections, up to ten times, whether that is safe or not.
        config.MaxStaleConnectionRetries = 0;
    }

    [GeneratedRegex("^[a-z0-9-]{1,32}$", RegexOptions.NonBacktracking)]
    private static partial Regex RegionName();

    private static string? FirstSet(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
                return value;
        }

        return null;
    }

    // The address of a proxy may hold a password.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"Region = {Region}, Profile = {Profile}, EndpointUrl = {EndpointUrl}");
        return true;
    }

    private string? ProfileRegion()
    {
        var named = FirstSet(Profile, Environment.GetEnvironmentVariable("AWS_PROFILE"));
        if (new CredentialProfileStoreChain().TryGetProfile(named ?? "default", out var profile))
            return profile.Region?.SystemName;
        return named is null
            ? null
            : throw new AwsConfigurationException(
                AwsConfigurationException.ProfileMissing,
                $"There is no AWS profile '{named}' in the shared config and credentials files. Correct AWS_PROFILE, or make it with aws configure --profile {named}.");
    }
}
