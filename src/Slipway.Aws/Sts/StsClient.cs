using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Slipway.Aws.Sts;

/// <summary>AWS STS. Thread-safe; keep one for the life of the program.</summary>
public sealed class StsClient : ICallerIdentity, IDisposable
{
    private readonly AwsClientOptions _options;
    private readonly TrackedStsClient _client;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public StsClient(AwsClientOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        var config = new AmazonSecurityTokenServiceConfig();
        options.ApplyTo(config);
        _client = new TrackedStsClient(config);
    }

    /// <inheritdoc/>
    public Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken)
    {
        var request = new TrackedGetCallerIdentityRequest();
        return CallTracker.TrackAsync(
            new CallTracker.Call("sts", "GetCallerIdentity", null, request.State),
            _options,
            async () =>
            {
                var response = await _client.GetCallerIdentityAsync(request, cancellationToken);
                return (new CallerIdentity(response.Account, response.Arn, response.UserId), response.ResponseMetadata?.RequestId);
            },
            cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private sealed class TrackedGetCallerIdentityRequest : GetCallerIdentityRequest, ITrackedRequest
    {
        public CallState State { get; } = new();

        public bool RepeatableWhenFateUnknown => true;
    }
}
